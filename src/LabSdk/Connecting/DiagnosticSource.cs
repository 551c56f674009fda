using LabSdk.Mds;

namespace LabSdk.Connecting;

/// <summary>The diagnostic data of a device.</summary>
/// <param name="Client">Its client.</param>
/// <param name="MetricNames">Names of the metrics in its heartbeats, where they are known; they are not on the wire.</param>
internal sealed record DiagnosticSource(MdsClient Client, IReadOnlyList<string> MetricNames);
