using System.Collections.Concurrent;
using Google.Protobuf;
using LabSdk.Odp.Formats;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp;

/// <summary>
/// The data formats of a broker, kept up to date in the background: which parameters or which event a 64-bit id stands for.
/// Ids belong to a data source; parameter lists and events have ids of their own.
/// </summary>
/// <remarks>Thread-safe. Looking up takes no lock and asks nobody.</remarks>
public sealed class OdpFormats
{
    private readonly OdpClient _client;
    private readonly FormatIdGenerator _ids;
    private readonly ConcurrentDictionary<string, DataFormatTable> _tables = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _publishing = new(1, 1);

    internal OdpFormats(OdpClient client) => (_client, _ids) = (client, new FormatIdGenerator(client.Options.Time));

    /// <summary>A format was defined, by us or by somebody else; raised from a background thread.</summary>
    public event Action<OdpDataFormat>? FormatAdded;

    /// <summary>For readers that wait for a definition: raised when an id of a data source became known.</summary>
    internal event Action<string>? Added;

    /// <summary>All formats of a data source that are known, by id.</summary>
    /// <param name="dataSource">The data source.</param>
    public IReadOnlyList<OdpDataFormat> All(string dataSource)
    {
        var table = Of(dataSource);
        return [.. table.ParameterLists.Select(pair => new OdpDataFormat(dataSource, pair.Key, pair.Value, null))
            .Concat(table.Events.Select(pair => new OdpDataFormat(dataSource, pair.Key, [], pair.Value))).OrderBy(format => format.Id)];
    }

    /// <summary>The ordered parameters of an id; null when it is not known.</summary>
    /// <param name="dataSource">The data source.</param>
    /// <param name="id">The id.</param>
    public IReadOnlyList<string>? ParametersOf(string dataSource, ulong id) => Of(dataSource).TryGetParameters(id, out var parameters) ? parameters : null;

    /// <summary>The event of an id; null when it is not known.</summary>
    /// <inheritdoc cref="ParametersOf"/>
    public string? EventOf(string dataSource, ulong id) => Of(dataSource).TryGetEvent(id, out var identifier) ? identifier : null;

    /// <summary>
    /// The id to write a list of parameters with: the first that was seen, else a new one, which is published before it is
    /// returned. Another order is another list.
    /// </summary>
    /// <param name="dataSource">The data source.</param>
    /// <param name="parameters">The parameters in order; at least one.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="OdpConfigurationException">The data source makes no usable topic.</exception>
    /// <exception cref="KafkaTransportException">The definition was not stored.</exception>
    public ValueTask<ulong> IdOfAsync(string dataSource, IReadOnlyList<string> parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfZero(parameters.Count, nameof(parameters));
        return Of(dataSource).TryGetId(parameters, out var id) ? new ValueTask<ulong>(id) : new ValueTask<ulong>(DefineAsync(
            dataSource,
            table => table.TryGetId(parameters, out var known) ? known : null,
            new DataFormatDefinitionPacket { Type = DataFormatType.Parameter, ParameterIdentifiers = new ParameterList { ParameterIdentifiers = { parameters } } },
            cancellationToken));
    }

    /// <summary>The id to write an event with.</summary>
    /// <param name="dataSource">The data source.</param>
    /// <param name="identifier">The event, <c>Name:Application</c>.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <inheritdoc cref="IdOfAsync"/>
    public ValueTask<ulong> EventIdOfAsync(string dataSource, string identifier, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(identifier);
        return Of(dataSource).TryGetEventId(identifier, out var id) ? new ValueTask<ulong>(id) : new ValueTask<ulong>(DefineAsync(
            dataSource,
            table => table.TryGetEventId(identifier, out var known) ? known : null,
            new DataFormatDefinitionPacket { Type = DataFormatType.Event, EventIdentifier = identifier },
            cancellationToken));
    }

    /// <summary>The table of a data source, for decoders.</summary>
    internal DataFormatTable Of(string dataSource)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return _tables.GetOrAdd(dataSource, source => new DataFormatTable(source));
    }

    /// <summary>Takes a packet with a definition; false when it cannot be read.</summary>
    internal bool Apply(string dataSource, in PacketEnvelope packet)
    {
        if (!PacketContent.TryParse(DataFormatDefinitionPacket.Parser, packet.Content.Span, out var definition))
        {
            return false;
        }

        var change = Of(dataSource).Apply(definition);
        Tell(dataSource, definition, change);
        return change != FormatChange.Malformed;
    }

    private async Task<ulong> DefineAsync(string dataSource, Func<DataFormatTable, ulong?> find, DataFormatDefinitionPacket definition, CancellationToken cancellationToken)
    {
        _client.Topics.CheckNames(dataSource);
        await _publishing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (find(Of(dataSource)) is { } known)
            {
                return known;
            }

            definition.Identifier = _ids.Next();
            var record = PacketContent.Wrap(definition, "", isEssential: true);
            foreach (var route in new[] { _client.Topics.Essentials(dataSource), _client.Topics.Main(dataSource) })
            {
                await _client.Transport.SendAndWaitAsync(new KafkaMessage(route.Topic, [], record, route.Partition), cancellationToken).ConfigureAwait(false);
            }

            Tell(dataSource, definition, Of(dataSource).Apply(definition));
            return definition.Identifier;
        }
        finally
        {
            _publishing.Release();
        }
    }

    private void Tell(string dataSource, DataFormatDefinitionPacket definition, FormatChange change)
    {
        if (change != FormatChange.Added)
        {
            return;
        }

        var format = definition.FormatCase == DataFormatDefinitionPacket.FormatOneofCase.EventIdentifier
            ? new OdpDataFormat(dataSource, definition.Identifier, [], definition.EventIdentifier)
            : new OdpDataFormat(dataSource, definition.Identifier, [.. definition.ParameterIdentifiers.ParameterIdentifiers], null);
        _client.Raise(() => Added?.Invoke(dataSource));
        _client.Raise(() => FormatAdded?.Invoke(format));
    }
}
