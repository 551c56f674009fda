using LabSdk.Devices;

namespace LabSdk;

/// <summary>The first document of a run: what is going to be done.</summary>
/// <param name="ScanUid">The run.</param>
/// <param name="Time">When it started, UTC.</param>
/// <param name="Name">The name the user gave.</param>
/// <param name="PlanName">The kind of plan, see <see cref="ScanPlan.PlanName"/>.</param>
/// <param name="PointCount">Number of points; null when the plan finds them on its way.</param>
/// <param name="Motors">What is moved, in the order of the axes.</param>
/// <param name="Detectors">What is read.</param>
/// <param name="Metadata">The user's notes.</param>
public sealed record ScanStart(
    string ScanUid,
    DateTimeOffset Time,
    string Name,
    string PlanName,
    long? PointCount,
    IReadOnlyList<DeviceDescription> Motors,
    IReadOnlyList<DeviceDescription> Detectors,
    IReadOnlyDictionary<string, object?> Metadata) : ScanDocument(ScanUid, Time);
