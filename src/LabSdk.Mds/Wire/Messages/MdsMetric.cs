namespace LabSdk.Mds;

/// <summary>One value of a heartbeat.</summary>
/// <param name="Name">The name; the place in the firmware's list, from 0, when the device sends none.</param>
/// <param name="Number">The value of a number; null when it is not set or a text.</param>
/// <param name="Text">The value of a text; null otherwise.</param>
public readonly record struct MdsMetric(string Name, double? Number, string? Text)
{
    /// <summary>True when the device has no value.</summary>
    public bool IsUnset => Number is null && Text is null;
}
