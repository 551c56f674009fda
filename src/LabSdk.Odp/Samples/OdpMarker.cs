namespace LabSdk.Odp;

/// <summary>A lap, sector or comment.</summary>
/// <param name="Time">Start, nanoseconds since 1970-01-01 UTC.</param>
/// <param name="EndTime">End in the same unit; 0 for a point in time.</param>
/// <param name="Label">Text; the first lap of a session is called <c>Out Lap</c>.</param>
/// <param name="Type"><c>Lap Trigger</c> makes a lap; any other text is a plain marker.</param>
/// <param name="Description">Text.</param>
/// <param name="Source">Where the trigger came from, as decimal text: 0 main, 1 pit lane.</param>
/// <param name="Value">The lap's number for a lap trigger.</param>
public sealed record OdpMarker(ulong Time, ulong EndTime, string Label, string Type, string Description, string Source, long Value) : IOdpData
{
    /// <summary>The <see cref="Type"/> of markers that begin a lap.</summary>
    public const string LapTrigger = "Lap Trigger";

    /// <summary>True when it begins a lap.</summary>
    public bool IsLap => Type == LapTrigger;
}
