namespace LabSdk.Fleet;

/// <summary>What one output shall do.</summary>
/// <param name="Output">The number as received. The module's first command counts from 0, statuses and documents from 1.</param>
/// <param name="Kind">What to do; values beyond the named ones are kept.</param>
public sealed record IoAction(long Output, IoActionKind Kind)
{
    /// <summary>Returns it for people, for example <c>output 1: on</c>.</summary>
    public override string ToString() => $"output {Output}: {Kind switch { IoActionKind.Off => "off", IoActionKind.On => "on", IoActionKind.Toggle => "toggle", var other => ((int)other).ToString(System.Globalization.CultureInfo.InvariantCulture) }}";
}
