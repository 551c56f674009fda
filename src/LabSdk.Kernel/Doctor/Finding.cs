namespace LabSdk.Kernel.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Area">What it belongs to, for example <c>Jupyter</c>.</param>
/// <param name="Name">What it is, for example <c>JupyterLab</c>.</param>
/// <param name="State">How it is.</param>
/// <param name="Detail">What was found: a version, a path, a reason.</param>
internal sealed record Finding(string Area, string Name, DoctorState State, string Detail)
{
    /// <summary>How results of LabSdk look there; empty when nothing is shown there.</summary>
    public string Renders { get; init; } = "";

    /// <summary>What to do about it; empty when all is well or nothing needs to be done.</summary>
    public string Advice { get; init; } = "";
}
