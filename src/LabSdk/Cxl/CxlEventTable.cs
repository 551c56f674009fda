using System.Collections;
using LabSdk.Cxl;
using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The event records of a component, by log and then oldest first. Reading does not remove them. Shows itself as a table.</summary>
public sealed class CxlEventTable : CxlView, IReadOnlyList<CxlEvent>
{
    private readonly CxlEvent[] _events;

    internal CxlEventTable(CxlDevice device, IReadOnlyList<CxlEventLogContent> logs)
        : base(device)
    {
        Logs = logs;
        _events = [.. logs.SelectMany(log => log.Records.Select(record => new CxlEvent(log.Log, record)))];
    }

    /// <summary>The logs, each with its records and what it has lost.</summary>
    public IReadOnlyList<CxlEventLogContent> Logs { get; }

    /// <summary>How many records there are.</summary>
    public int Count => _events.Length;

    /// <summary>The logs that have lost records because they were full.</summary>
    public IReadOnlyList<CxlEventLog> Overflowed => [.. Logs.Where(static log => log.IsOverflowed).Select(static log => log.Log)];

    /// <summary>The table as a data frame, one row for each record.</summary>
    public DataFrame Data => CxlEventRows.ToFrame(this);

    /// <summary>A record by its place.</summary>
    /// <param name="index">From 0.</param>
    public CxlEvent this[int index] => _events[index];

    /// <summary>Returns the table as a data frame; the same as <see cref="Data"/>.</summary>
    public DataFrame ToTable() => Data;

    /// <summary>Removes the records of this table from the component's logs, no others. A log that has overflowed is cleared as a whole. Blocks.</summary>
    /// <param name="cancellationToken">Ends the call; what is removed by then stays removed.</param>
    /// <returns>What the logs hold then.</returns>
    /// <exception cref="CxlDeviceException">The component refused, for example because somebody else has cleared the log.</exception>
    public CxlEventTable Clear(CancellationToken cancellationToken = default)
    {
        Device.Tell("Clearing the event logs", "event logs", CxlCommands.ClearEventRecords, (client, token) => CxlEventReader.ClearAsync(client, this, token), cancellationToken);
        return Device.Events;
    }

    /// <inheritdoc/>
    public IEnumerator<CxlEvent> GetEnumerator() => ((IEnumerable<CxlEvent>)_events).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override Block View() => CxlEventView.Of(this);
}
