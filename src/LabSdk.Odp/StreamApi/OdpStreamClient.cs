using LabSdk.Odp.StreamApi;
using LabSdk.Odp.Wire.Api;
using LabSdk.Odp.Wire.KeyGenerator;

namespace LabSdk.Odp;

/// <summary>
/// A client of a Stream API server, which keeps the broker behind gRPC: sessions, formats, reading, writing. For a broker that
/// can be reached directly, <c>OdpClient</c> does more.
/// </summary>
/// <remarks>Thread-safe. Every call has a deadline; every stream ends when its enumeration does.</remarks>
/// <example>
/// <code>
/// await using var odp = await OdpStreamClient.ConnectAsync("odp+grpc://localhost:13579");
/// var session = await odp.Sessions.GetAsync(key);
/// await foreach (var packet in odp.ReadSessionAsync(session.SessionKey)) { ... }
/// </code>
/// </example>
public sealed partial class OdpStreamClient : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly StreamApiLink _link;
    private readonly UniqueKeyGeneratorService.UniqueKeyGeneratorServiceClient _keys;
    private long _malformed;
    private long _undecodable;

    private OdpStreamClient(StreamApiLink link)
    {
        _link = link;
        _keys = new UniqueKeyGeneratorService.UniqueKeyGeneratorServiceClient(link.Keys);
        Sessions = new OdpStreamSessions(link);
        Formats = new OdpStreamFormats(link);
    }

    /// <summary>The server, for example <c>odp+grpc://localhost:13579</c>.</summary>
    public string Endpoint => _link.Endpoint;

    /// <summary>The options.</summary>
    public OdpStreamOptions Options => _link.Options;

    /// <summary>The server's sessions.</summary>
    public OdpStreamSessions Sessions { get; }

    /// <summary>The server's data formats.</summary>
    public OdpStreamFormats Formats { get; }

    /// <summary>Readings that are open now.</summary>
    public int OpenStreams => _link.OpenStreams;

    /// <summary>Packets of decoded readings whose content is not what their type says: passed over.</summary>
    public long Malformed => Interlocked.Read(ref _malformed);

    /// <summary>Packets of decoded readings whose format the server does not know, or whose samples do not fit it: passed over. Readings of packets have their bytes.</summary>
    public long Undecodable => Interlocked.Read(ref _undecodable);

    /// <summary>Connects, and sees that a Stream API server answers there.</summary>
    /// <param name="endpoint"><c>odp+grpc://host:13579</c>, <c>host:13579</c>, or <c>odp+grpcs://</c> for TLS. The port may be missing.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <param name="cancellationToken">Ends connecting.</param>
    /// <exception cref="OdpConfigurationException">The address or an option cannot be used.</exception>
    /// <exception cref="OdpServerException">Nothing answers within <see cref="OdpStreamOptions.ConnectTimeout"/>, or no Stream API server does.</exception>
    public static async Task<OdpStreamClient> ConnectAsync(string endpoint, OdpStreamOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new OdpStreamOptions();
        options.Check();
        var link = new StreamApiLink(StreamApiAddress.Parse(endpoint, options.KeyGenerator), options);
        try
        {
            await ProbeAsync(link, cancellationToken).ConfigureAwait(false);
            return new OdpStreamClient(link);
        }
        catch
        {
            await link.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A new key for a session or configuration: a random GUID as text.</summary>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="OdpServerException">The key generator is not reached, or refuses.</exception>
    public async Task<string> NewTextKeyAsync(CancellationToken cancellationToken = default)
    {
        var reply = await KeyAsync(KeyType.String, cancellationToken).ConfigureAwait(false);
        return reply.KeyCase == GenerateUniqueKeyResponse.KeyOneofCase.StringKey ? reply.StringKey : throw NoKey("text");
    }

    /// <summary>A new 64-bit key, for example for a data format.</summary>
    /// <inheritdoc cref="NewTextKeyAsync"/>
    public async Task<ulong> NewNumberKeyAsync(CancellationToken cancellationToken = default)
    {
        var reply = await KeyAsync(KeyType.Ulong, cancellationToken).ConfigureAwait(false);
        return reply.KeyCase == GenerateUniqueKeyResponse.KeyOneofCase.UlongKey ? reply.UlongKey : throw NoKey("number");
    }

    /// <summary>Closes the connections and ends everything that still reads.</summary>
    public ValueTask DisposeAsync() => _link.DisposeAsync();

    /// <inheritdoc/>
    public override string ToString() => Endpoint;

    internal void CountProblem(OdpErrorKind kind)
    {
        if (kind == OdpErrorKind.Malformed)
        {
            Interlocked.Increment(ref _malformed);
        }
        else
        {
            Interlocked.Increment(ref _undecodable);
        }
    }

    // The cheapest question that every server has an answer to.
    private static async Task ProbeAsync(StreamApiLink link, CancellationToken cancellationToken)
    {
        var sessions = new SessionManagementService.SessionManagementServiceClient(link.Calls);
        var call = new StreamApiCall("GetCurrentSessions", $"Connecting to the Stream API server at {link.Endpoint}");
        var until = link.Options.Time.GetUtcNow() + link.Options.ConnectTimeout;
        while (true)
        {
            try
            {
                await link.CallAsync(call, options => sessions.GetCurrentSessionsAsync(new GetCurrentSessionsRequest { DataSource = "Default" }, options), cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (LabException error) when (error.IsTransient && link.Options.Time.GetUtcNow() + Pause < until)
            {
                await Task.Delay(Pause, link.Options.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private Task<GenerateUniqueKeyResponse> KeyAsync(KeyType type, CancellationToken cancellationToken) => _link.CallAsync(
        new StreamApiCall("GenerateUniqueKey", "Asking the key generator for a key"),
        options => _keys.GenerateUniqueKeyAsync(new GenerateUniqueKeyRequest { Type = type }, options),
        cancellationToken);

    private OdpServerException NoKey(string kind) => _link.Refused(
        new StreamApiCall("GenerateUniqueKey", "Asking the key generator for a key"), $"the answer has no {kind} in it", "Is it a key generator of the same generation?");
}
