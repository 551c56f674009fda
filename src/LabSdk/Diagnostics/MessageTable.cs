using System.Collections;
using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Mds;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The messages of a diagnostic device, with one line on what each says. Shows itself as a table.</summary>
/// <remarks>Thread-safe: immutable. Messages are decoded when they are first looked at.</remarks>
[TypeFormatterSource]
public sealed class MessageTable : IReadOnlyList<ReceivedMessage>, IDisplayable, ITimelinePart
{
    private readonly IReadOnlyList<ReceivedMessage> _messages;
    private readonly IReadOnlyList<string> _metricNames;

    internal MessageTable(IReadOnlyList<ReceivedMessage> messages, string deviceId, bool isSimulated, KeyMask keys, IReadOnlyList<string> metricNames)
    {
        (_messages, DeviceId, IsSimulated, Keys) = (messages, deviceId, isSimulated, keys);
        _metricNames = [.. metricNames];
    }

    /// <summary>The device.</summary>
    public string DeviceId { get; }

    /// <summary>True when the device is simulated.</summary>
    public bool IsSimulated { get; }

    /// <summary>How many messages there are.</summary>
    public int Count => _messages.Count;

    /// <summary>The table as a data frame, one row for each message.</summary>
    public DataFrame Data => MessageRows.ToFrame(this);

    /// <summary>The log lines of all messages, in order: time, level, text.</summary>
    public DataFrame Logs => LogRows.ToFrame(this);

    internal KeyMask Keys { get; }

    /// <summary>A message by its place.</summary>
    /// <param name="index">From 0.</param>
    public ReceivedMessage this[int index] => _messages[index];

    /// <summary>The metrics of all heartbeats: one row for each heartbeat, one column for each metric.</summary>
    /// <param name="names">
    /// The names of the metrics in the order of the firmware's list, which are not on the wire; none: those of
    /// <see cref="DiagnosticDevice.MetricNames"/>, and <c>metric_0</c>, <c>metric_1</c> and so on behind them.
    /// </param>
    public DataFrame Heartbeats(params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return HeartbeatRows.ToFrame(this, names.Count > 0 ? names : _metricNames);
    }

    /// <summary>The metrics of all heartbeats over time, one plot for each metric that is a number.</summary>
    /// <inheritdoc cref="Heartbeats" path="/param"/>
    public IDisplayable PlotHeartbeats(params IReadOnlyList<string> names) => HeartbeatFigures.Of(Heartbeats(names));

    /// <summary>Returns the table. Does not talk to the device.</summary>
    public MimeBundle ToMimeBundle() => MessageTableView.Of(this).ToMimeBundle();

    /// <summary>Returns the table as self-contained HTML.</summary>
    public string ToHtml() => MessageTableView.Of(this).ToHtml();

    /// <summary>Returns the table as text.</summary>
    public override string ToString() => MessageTableView.Of(this).ToString();

    /// <inheritdoc/>
    public IEnumerator<ReceivedMessage> GetEnumerator() => _messages.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    string ITimelinePart.TimelineName => $"{DeviceId} messages";

    DataFrame ITimelinePart.ToTimelineRows() => Data;
}
