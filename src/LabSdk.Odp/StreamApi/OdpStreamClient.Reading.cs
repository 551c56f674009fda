using System.Runtime.CompilerServices;
using LabSdk.Odp.StreamApi;
using LabSdk.Odp.Wire.Api;

namespace LabSdk.Odp;

public sealed partial class OdpStreamClient
{
    /// <summary>Opens a connection: what is to be read, and from where. Nothing is checked by servers; reading begins with the first enumeration.</summary>
    /// <param name="options">What to read.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="OdpConfigurationException">There are more offsets than streams.</exception>
    /// <exception cref="OdpServerException">The server is not reached, or gives no connection.</exception>
    /// <exception cref="OdpServerTimeoutException">It does not answer in time.</exception>
    public async Task<OdpStreamConnection> OpenAsync(OdpConnectionOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.StreamOffsets.Count > options.Streams.Count)
        {
            throw new OdpConfigurationException(
                OdpErrorKind.InvalidSettings, $"There are {options.StreamOffsets.Count} offsets for {options.Streams.Count} streams.", "Give an offset for each stream, in the order of the streams.");
        }

        var details = new ConnectionDetails
        {
            DataSource = options.DataSource,
            SessionKey = options.SessionKey,
            Streams = { options.Streams },
            StreamOffsets = { options.StreamOffsets.Concat(Enumerable.Repeat(0L, options.Streams.Count - options.StreamOffsets.Count)) },
            MainOffset = options.MainOffset,
            EssentialsOffset = options.EssentialsOffset,
            ExcludeMainStream = options.ExcludeMainStream,
            ConsumerGroup = options.ConsumerGroup,
        };
        var connections = new ConnectionManagerService.ConnectionManagerServiceClient(_link.Calls);
        var call = new StreamApiCall("NewConnection", $"Opening a connection to '{options.DataSource}'");
        var reply = await _link.CallAsync(call, with => connections.NewConnectionAsync(new NewConnectionRequest { Details = details }, with), cancellationToken).ConfigureAwait(false);
        return reply.Connection is { } connection
            ? new OdpStreamConnection(_link, connection, options)
            : throw _link.Refused(call, "the server gives no connection", null);
    }

    /// <summary>
    /// Reads a session from its first record to its end: the main stream and all streams, also those that appear while it is
    /// read. It ends when the session's end has come on every stream, or after silence.
    /// </summary>
    /// <param name="sessionKey">The session.</param>
    /// <param name="inactivityTimeout">How long it may be silent before the reading ends; null for 30 s.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OdpConfigurationException">The server knows no such session.</exception>
    /// <exception cref="OdpServerException">The server is not reached, refuses, or was lost.</exception>
    public IAsyncEnumerable<OdpPacket> ReadSessionAsync(string sessionKey, TimeSpan? inactivityTimeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sessionKey);
        return new SessionReading(this, sessionKey, inactivityTimeout ?? TimeSpan.FromSeconds(30)).RunAsync(cancellationToken);
    }

    /// <summary>
    /// What the packets of a session carry, decoded: the same types as <see cref="OdpReader.DataAsync"/> has. What is written to
    /// several streams, such as markers, comes once; formats are asked of the server, each once.
    /// </summary>
    /// <inheritdoc cref="ReadSessionAsync"/>
    public async IAsyncEnumerable<OdpData> ReadDataAsync(string sessionKey, TimeSpan? inactivityTimeout = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var session = await Sessions.GetAsync(sessionKey, cancellationToken).ConfigureAwait(false);
        await foreach (var data in DecodeAsync(ReadSessionAsync(sessionKey, inactivityTimeout, cancellationToken), session.Info.DataSource, cancellationToken).ConfigureAwait(false))
        {
            yield return data;
        }
    }

    /// <summary>Decodes packets of a connection's reading: <c>client.DecodeAsync(connection.FilteredAsync(filter), "Default")</c>.</summary>
    /// <param name="packets">The packets; of one data source.</param>
    /// <param name="dataSource">Their data source, to which format ids belong.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OdpServerException">The server is not reached, refuses, or was lost.</exception>
    public IAsyncEnumerable<OdpData> DecodeAsync(IAsyncEnumerable<OdpPacket> packets, string dataSource, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(packets);
        return new StreamDecoding(this, dataSource).RunAsync(packets, cancellationToken);
    }
}
