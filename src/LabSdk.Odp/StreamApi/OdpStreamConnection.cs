using System.Runtime.CompilerServices;
using Grpc.Core;
using LabSdk.Odp.StreamApi;
using LabSdk.Odp.Wire.Api;

namespace LabSdk.Odp;

/// <summary>A connection of a Stream API server: what is read, and from where. Disposing closes it at the server.</summary>
/// <remarks>Thread-safe. Each enumeration is a reading of its own, from the begin.</remarks>
public sealed class OdpStreamConnection : IAsyncDisposable
{
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);

    private readonly StreamApiLink _link;
    private readonly PacketReaderService.PacketReaderServiceClient _reader;
    private readonly Connection _connection;
    private long _packets;
    private long _batches;
    private int _disposed;

    internal OdpStreamConnection(StreamApiLink link, Connection connection, OdpConnectionOptions options)
    {
        (_link, _connection, Options) = (link, connection, options);
        _reader = new PacketReaderService.PacketReaderServiceClient(link.Streams);
    }

    /// <summary>The server's number of it; may be negative.</summary>
    public long Id => _connection.Id;

    /// <summary>What it reads.</summary>
    public OdpConnectionOptions Options { get; }

    /// <summary>Packets that were handed out.</summary>
    public long Packets => Interlocked.Read(ref _packets);

    /// <summary>Messages they came in; servers may put many packets into one.</summary>
    public long Batches => Interlocked.Read(ref _batches);

    /// <summary>Reads the packets of the main stream and the streams, until cancelled or silent for too long.</summary>
    /// <param name="cancellationToken">Ends it; nothing is left behind at the server.</param>
    /// <exception cref="OdpServerException">The server is not reached, refuses, or was lost.</exception>
    public IAsyncEnumerable<OdpPacket> PacketsAsync(CancellationToken cancellationToken = default) => UnpackAsync(
        "ReadPackets", OdpPacketOrigin.Stream, options => _reader.ReadPackets(new ReadPacketsRequest { Connection = _connection }, options), reply => reply.Response, cancellationToken);

    /// <summary>
    /// Reads the essentials. Older servers end it with what is there at its begin, and never end it where there is nothing;
    /// newer ones go on for the whole session.
    /// </summary>
    /// <inheritdoc cref="PacketsAsync"/>
    public IAsyncEnumerable<OdpPacket> EssentialsAsync(CancellationToken cancellationToken = default) => UnpackAsync(
        "ReadEssentials", OdpPacketOrigin.Essentials, options => _reader.ReadEssentials(new ReadEssentialsRequest { Connection = _connection }, options), reply => reply.Response, cancellationToken);

    /// <summary>Reads packets with samples, events and markers that the server lets through a filter.</summary>
    /// <param name="filter">The filter, in .NET regular expressions.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <inheritdoc cref="PacketsAsync"/>
    public IAsyncEnumerable<OdpPacket> FilteredAsync(OdpPacketFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var request = new DataPacketRequest
        {
            Connection = _connection,
            IncludeParameters = { filter.IncludeParameters },
            ExcludeParameters = { filter.ExcludeParameters },
            IncludeEvents = { filter.IncludeEvents },
            ExcludeEvents = { filter.ExcludeEvents },
            IncludeMarkers = filter.IncludeMarkers,
        };
        return UnpackAsync(
            "ReadDataPackets", OdpPacketOrigin.Stream, options => _reader.ReadDataPackets(new ReadDataPacketsRequest { Request = request }, options), reply => reply.Response, cancellationToken);
    }

    /// <summary>What the server has stored of it; null when it does not know it any more.</summary>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="OdpServerException">The server is not reached, or refuses.</exception>
    /// <exception cref="OdpServerTimeoutException">It does not answer in time.</exception>
    public async Task<OdpConnectionOptions?> AskAsync(CancellationToken cancellationToken = default)
    {
        var connections = new ConnectionManagerService.ConnectionManagerServiceClient(_link.Calls);
        var reply = await _link.CallAsync(
            new StreamApiCall("GetConnection", $"Asking for the connection {Id}"),
            options => connections.GetConnectionAsync(new GetConnectionRequest { Connection = _connection }, options),
            cancellationToken).ConfigureAwait(false);
        return reply.Details is not { } details ? null : new OdpConnectionOptions
        {
            DataSource = details.DataSource,
            SessionKey = details.SessionKey,
            Streams = [.. details.Streams],
            StreamOffsets = [.. details.StreamOffsets],
            MainOffset = details.MainOffset,
            EssentialsOffset = details.EssentialsOffset,
            ExcludeMainStream = details.ExcludeMainStream,
            ConsumerGroup = details.ConsumerGroup,
            InactivityTimeout = Options.InactivityTimeout,
        };
    }

    /// <summary>Closes it at the server; a server that is gone does not matter.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        using var patience = new CancellationTokenSource(ClosePatience, _link.Options.Time);
        try
        {
            await CloseAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is LabException or OperationCanceledException)
        {
            return;
        }
    }

    /// <summary>Closes it at the server; false when the server did not know it any more.</summary>
    internal async Task<bool> CloseAsync(CancellationToken cancellationToken)
    {
        var connections = new ConnectionManagerService.ConnectionManagerServiceClient(_link.Calls);
        var reply = await _link.CallAsync(
            new StreamApiCall("CloseConnection", $"Closing the connection {Id}"),
            options => connections.CloseConnectionAsync(new CloseConnectionRequest { Connection = _connection }, options),
            cancellationToken).ConfigureAwait(false);
        return reply.Success;
    }

    private async IAsyncEnumerable<OdpPacket> UnpackAsync<T>(
        string method, OdpPacketOrigin origin, Func<CallOptions, AsyncServerStreamingCall<T>> start, Func<T, IReadOnlyList<PacketResponse>> content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var call = new StreamApiCall(method, $"Reading {(Options.SessionKey.Length > 0 ? $"the session {Options.SessionKey}" : $"'{Options.DataSource}'")}");
        using var watch = new SilenceWatch(Options.InactivityTimeout, _link.Options.Time, cancellationToken);
        var replies = _link.StreamAsync(call, start, watch.Token).GetAsyncEnumerator(CancellationToken.None);
        await using var ending = replies.ConfigureAwait(false);
        while (await watch.MoveNextAsync(replies).ConfigureAwait(false))
        {
            Interlocked.Increment(ref _batches);
            foreach (var response in content(replies.Current))
            {
                if (PacketResponses.ToPacket(response, Options.DataSource, origin) is { } packet)
                {
                    Interlocked.Increment(ref _packets);
                    yield return packet;
                }
            }
        }
    }
}
