using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Formats;

/// <summary>
/// The data formats of one data source, built from the records of its essentials topic. Ids of parameter lists and of
/// events are separate. Thread-safe; looking up takes no lock.
/// </summary>
internal sealed class DataFormatTable(string dataSource) : IFormatSource
{
    private readonly ConcurrentDictionary<ulong, IReadOnlyList<string>> _lists = new();
    private readonly ConcurrentDictionary<ulong, string> _events = new();
    private readonly ConcurrentDictionary<IReadOnlyList<string>, ulong> _listIds = new(NameListComparer.Instance);
    private readonly ConcurrentDictionary<string, ulong> _eventIds = new(StringComparer.Ordinal);

    public string DataSource => dataSource;

    /// <summary>All parameter lists by id.</summary>
    public IEnumerable<KeyValuePair<ulong, IReadOnlyList<string>>> ParameterLists => _lists;

    /// <summary>All events by id.</summary>
    public IEnumerable<KeyValuePair<ulong, string>> Events => _events;

    public bool TryGetParameters(ulong id, [NotNullWhen(true)] out IReadOnlyList<string>? parameters) => _lists.TryGetValue(id, out parameters);

    public bool TryGetEvent(ulong id, [NotNullWhen(true)] out string? identifier) => _events.TryGetValue(id, out identifier);

    /// <summary>The id to write a list with: the first one seen. Order counts; an id is never computed from the names.</summary>
    public bool TryGetId(IReadOnlyList<string> parameters, out ulong id) => _listIds.TryGetValue(parameters, out id);

    /// <summary>The id to write an event with: the first one seen.</summary>
    public bool TryGetEventId(string identifier, out ulong id) => _eventIds.TryGetValue(identifier, out id);

    /// <summary>Takes a record of the essentials topic; anything but a definition is ignored.</summary>
    public FormatChange Apply(ReadOnlyMemory<byte> record) =>
        new EnvelopeReader().TryRead(record, out var packet) ? Apply(packet) : FormatChange.Malformed;

    /// <summary>Takes an opened record of the essentials topic.</summary>
    public FormatChange Apply(in PacketEnvelope packet) =>
        packet.Type != PacketTypes.DataFormatDefinition ? FormatChange.Ignored
        : PacketContent.TryParse(DataFormatDefinitionPacket.Parser, packet.Content.Span, out var definition) ? Apply(definition)
        : FormatChange.Malformed;

    /// <summary>Takes a definition. What it defines counts, not the type beside it.</summary>
    public FormatChange Apply(DataFormatDefinitionPacket definition) => definition.FormatCase switch
    {
        DataFormatDefinitionPacket.FormatOneofCase.ParameterIdentifiers => Add(_lists, _listIds, definition.Identifier, [.. definition.ParameterIdentifiers.ParameterIdentifiers]),
        DataFormatDefinitionPacket.FormatOneofCase.EventIdentifier => Add(_events, _eventIds, definition.Identifier, definition.EventIdentifier),
        _ => FormatChange.Malformed,
    };

    private static FormatChange Add<T>(ConcurrentDictionary<ulong, T> byId, ConcurrentDictionary<T, ulong> ids, ulong id, T value)
        where T : notnull
    {
        if (!byId.TryAdd(id, value))
        {
            return FormatChange.Known;
        }

        ids.TryAdd(value, id);
        return FormatChange.Added;
    }
}
