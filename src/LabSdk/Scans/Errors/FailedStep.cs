using LabSdk.Devices;

namespace LabSdk;

/// <summary>Where in its plan a scan ended.</summary>
internal readonly record struct FailedStep(ScanStep Step, PointBuffer Point, IMovable? Motor, IReadable? Detector);
