namespace LabSdk.Simulation.Daq;

/// <summary>
/// An error of a simulated driver. Without a kind it is unstructured and gets its status from the words of its text;
/// with a kind it gets the status of the kind and the <c>x-daq-*</c> trailers.
/// </summary>
internal sealed class DriverFault(string text) : Exception(text)
{
    /// <summary>The driver type of a structured error.</summary>
    public string? DriverType { get; init; }

    /// <summary>The kind of a structured error, for example <c>communication</c>; null when unstructured.</summary>
    public string? Kind { get; init; }
}
