using System.Collections;
using System.Globalization;
using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Odp;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The events of a session in order of time, with their raw values.</summary>
public sealed class EventTable : TelemetryView, IReadOnlyList<OdpEvent>
{
    private readonly IReadOnlyList<OdpEvent> _events;

    internal EventTable(SessionScale scale, IEnumerable<OdpEvent> events)
        : base(scale.IsSimulated) => (Scale, _events) = (scale, [.. events.OrderBy(each => each.Time)]);

    /// <summary>How many events.</summary>
    public int Count => _events.Count;

    /// <summary>The events as a data frame, one row each; times in ns since 1970-01-01 UTC, values as an array.</summary>
    public DataFrame Data => SignalFrames.Build(
        Scale,
        [.. _events.Select(each => each.Time)],
        [
            DataColumn.Create("event", _events.Select(each => each.Identifier)),
            DataColumn.Create("values", _events.Select(each => each.Values.ToArray())),
        ]);

    internal SessionScale Scale { get; }

    /// <summary>An event by its place.</summary>
    /// <param name="index">From 0, the earliest.</param>
    public OdpEvent this[int index] => _events[index];

    /// <inheritdoc/>
    public IEnumerator<OdpEvent> GetEnumerator() => _events.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static string Values(OdpEvent each) => string.Join(", ", each.Values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    internal override Block View() => NoteTableViews.Of(this);
}
