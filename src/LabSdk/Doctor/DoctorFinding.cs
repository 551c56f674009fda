namespace LabSdk;

/// <summary>One thing that <see cref="Lab.Doctor"/> looked at.</summary>
/// <param name="Area">What it belongs to: a family such as <c>CXL</c>, or an endpoint.</param>
/// <param name="Name">What it is, for example <c>access to mem0</c>.</param>
/// <param name="State">How it is.</param>
/// <param name="Detail">What was found: a version, a path, a reason.</param>
public sealed record DoctorFinding(string Area, string Name, DoctorState State, string Detail)
{
    /// <summary>How to mend it; empty when all is well or nothing needs to be done.</summary>
    public string Advice { get; init; } = "";
}
