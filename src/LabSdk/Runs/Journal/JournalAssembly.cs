using System.Text.Json;
using LabSdk.Data;

namespace LabSdk;

/// <summary>Puts the records of a journal together, one after the other.</summary>
internal sealed class JournalAssembly
{
    private readonly JournalContent _content;
    private readonly List<long> _indices = [];
    private readonly List<bool> _complete = [];
    private readonly List<JournalResumed> _continuations = [];
    private readonly List<JournalEvent> _events = [];
    private readonly List<byte[]> _rows = [];
    private readonly HashSet<string> _misshapen = new(StringComparer.Ordinal);
    private JournalRow? _row;
    private DataValue[] _cells = [];

    private JournalAssembly(JournalContent content) => _content = content;

    public int DamagedRecords
    {
        get => _content.DamagedRecords;
        set => _content.DamagedRecords = value;
    }

    public static JournalAssembly? Begin(ReadOnlySpan<byte> json, string path) =>
        TryParseStart(json) is { } start ? new JournalAssembly(new JournalContent { Path = path, Start = start }) : null;

    /// <summary>The first record; null when it is none that can be used.</summary>
    public static JournalStart? TryParseStart(ReadOnlySpan<byte> json) =>
        TryParse<JournalStart>(json) is { Uid: not null, Name: not null, Plan.Axes: not null, Motors: not null, Detectors: not null, Environment: not null, Origins: not null } start
        && start.Plan.Axes.All(axis => axis is not null && axis.All(track => track is not null))
        && start.Motors.Concat(start.Detectors).All(device => device is { Id: not null })
            ? start
            : null;

    /// <summary>Takes a record whose checksum fits; false when its content does not make sense.</summary>
    public bool TryAdd(JournalRecordKind kind, ReadOnlySpan<byte> payload)
    {
        switch (kind)
        {
            case JournalRecordKind.Row:
                return TryAddRow(payload);
            case JournalRecordKind.Descriptor:
                return TryParse<JournalDescriptor>(payload) is { Columns: not null } descriptor && TryDescribe(descriptor);
            case JournalRecordKind.Stop:
                _content.Stop = TryParse<JournalStop>(payload) is { Status: not null } stop ? stop : _content.Stop;
                return true;
            case JournalRecordKind.Mark:
                _content.Mark = TryParse<JournalMark>(payload) ?? _content.Mark;
                return true;
            case JournalRecordKind.Settings:
                // The first: a run that goes on has the settings of its begin in its card.
                _content.Settings ??= TryParse<JournalSettings>(payload) is { Devices: not null } settings && settings.Devices.All(device => device is { Id: not null, Values: not null }) ? settings : null;
                return true;
            case JournalRecordKind.Resumed when TryParse<JournalResumed>(payload) is { Environment: not null } resumed:
                _continuations.Add(resumed);
                _content.Stop = null;
                return TryRewind(resumed.Rows);
            case JournalRecordKind.Event when TryParse<JournalEvent>(payload) is { What: not null } happened:
                _events.Add(happened);
                return happened.Rows is not { } rows || TryRewind(rows);
            default:
                // Written by a newer version, or nonsense with a good checksum: nothing to take from it.
                return kind is not (JournalRecordKind.Resumed or JournalRecordKind.Event or JournalRecordKind.Start);
        }
    }

    public JournalContent Finish(long end, long torn)
    {
        _content.End = end;
        _content.TornBytes = Math.Max(0, torn);
        _content.Rows = ToFrame();
        _content.Indices = _indices;
        _content.HasPartialRow = _complete.Count > 0 && !_complete[^1];
        _content.Continuations = _continuations;
        _content.Events = _events;
        return _content;
    }

    private bool TryAddRow(ReadOnlySpan<byte> payload)
    {
        if (_row is null || !_row.TryRead(payload, _cells, out var index, out _, out var isComplete))
        {
            return false;
        }

        for (var i = 0; i < _cells.Length; i++)
        {
            if (_content.Columns[i] is { Shape: { } shape } column && !(_cells[i].ToObject() is not Array array || Fits(shape, array.Length)))
            {
                _misshapen.Add(column.Name);
            }
        }

        // Kept as bytes until it is known which rows count.
        _rows.Add(payload.ToArray());
        _indices.Add(index);
        _complete.Add(isComplete);
        return true;
    }

    private bool TryDescribe(JournalDescriptor descriptor)
    {
        var columns = descriptor.Columns;
        if (columns.Any(column => column?.Name is null or "" || column.Type is null || Element.TypeNamed(column.Type) is null)
            || columns.Select(column => column.Name).Distinct(StringComparer.Ordinal).Count() != columns.Count)
        {
            return false;
        }

        // A run that goes on has the columns that it had; anything else would mix two tables.
        if (_row is not null && !columns.Select(column => (column.Name, column.Type)).SequenceEqual(_content.Columns.Select(column => (column.Name, column.Type))))
        {
            return false;
        }

        _row = new JournalRow(columns);
        _cells = new DataValue[columns.Count];
        _content.Columns = columns;
        return true;
    }

    private bool TryRewind(int rows)
    {
        if (rows < 0 || rows > _indices.Count)
        {
            return false;
        }

        _content.SupersededRows += _indices.Count - rows;
        _indices.RemoveRange(rows, _indices.Count - rows);
        _complete.RemoveRange(rows, _complete.Count - rows);
        _rows.RemoveRange(rows, _rows.Count - rows);
        return true;
    }

    private DataFrame ToFrame()
    {
        var frame = new DataFrameBuilder();
        foreach (var column in _content.Columns)
        {
            // An array of another size than the column says is data too: the column then has no shape.
            var info = column.ToInfo();
            frame.AddColumn(column.ElementType, _misshapen.Contains(column.Name) ? info with { Shape = null } : info);
        }

        foreach (var row in _rows)
        {
            _row!.TryRead(row, _cells, out _, out _, out _);
            frame.Append(_cells);
        }

        frame.Metadata = JournalJson.Notes(_content.Start.Metadata);
        return frame.Snapshot();
    }

    private static bool Fits(IReadOnlyList<int> shape, int length) =>
        shape.All(size => size > 0) && shape.Aggregate((Int128)1, (product, size) => product > int.MaxValue ? product : product * size) == length;

    /// <summary>A record that holds JSON; null when it does not.</summary>
    public static T? TryParse<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, JournalJson.Options);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException or ArgumentException or FormatException)
        {
            return null;
        }
    }
}
