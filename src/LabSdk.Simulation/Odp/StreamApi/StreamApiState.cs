using System.Collections.Concurrent;
using Grpc.Core;
using LabSdk.Odp;
using LabSdk.Odp.Formats;

namespace LabSdk.Simulation.Odp;

/// <summary>What the services of a server share.</summary>
internal sealed class StreamApiState : IDisposable
{
    private readonly ConcurrentDictionary<(string DataSource, string Stream), Task> _topics = new();
    private readonly CancellationTokenSource _ending = new();

    public StreamApiState(OdpClient client, StreamApiServerOptions options)
    {
        (Client, Options) = (client, options);
        Keys = new FormatIdGenerator(client.Options.Time);
        Notices = new SessionNotices(client.Sessions);
    }

    public OdpClient Client { get; }

    public StreamApiServerOptions Options { get; }

    public ConnectionTable Connections { get; } = new();

    public StreamApiMeters Meters { get; } = new();

    public FormatIdGenerator Keys { get; }

    public SessionNotices Notices { get; }

    /// <summary>Ends what runs for a call: the call's own end, or the server's.</summary>
    public CancellationTokenSource LifetimeOf(ServerCallContext call) => CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, _ending.Token);

    /// <summary>Makes the topics of a stream before the first packet for it, where the broker lets us.</summary>
    public async Task EnsureTopicsAsync(string dataSource, string stream, CancellationToken cancellationToken)
    {
        // Names come from clients: what is kept of them has an end.
        const int most = 10_000;
        if (_topics.Count > most)
        {
            _topics.Clear();
        }

        var made = _topics.GetOrAdd((dataSource, stream), name => Client.EnsureTopicsAsync(name.DataSource, name.Stream.Length > 0 ? [name.Stream] : [], _ending.Token));
        try
        {
            await made.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _topics.TryRemove((dataSource, stream), out _);
            throw;
        }
    }

    public Task EndAsync() => _ending.CancelAsync();

    public void Dispose()
    {
        Notices.Dispose();
        _ending.Dispose();
    }

    /// <summary>Runs a handler; what goes wrong inside gets the status that fits.</summary>
    public static async Task<T> AnswerAsync<T>(Func<Task<T>> handler)
    {
        try
        {
            return await handler().ConfigureAwait(false);
        }
        catch (Exception error) when (StatusOf(error) is { } status)
        {
            throw new RpcException(status);
        }
    }

    /// <summary>The status of an error; null for one that has none.</summary>
    public static Status? StatusOf(Exception error) => error switch
    {
        RpcException known => known.Status,
        LabConfigurationException wrong => new Status(StatusCode.InvalidArgument, wrong.Message),
        ProtocolException wrong => new Status(StatusCode.InvalidArgument, wrong.Message),
        ArgumentException wrong => new Status(StatusCode.InvalidArgument, wrong.Message),
        LabException broker => new Status(StatusCode.Unavailable, broker.Problem),
        _ => null,
    };
}
