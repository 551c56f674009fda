using Grpc.Core;
using LabSdk.Grpc;

namespace LabSdk.Daq;

/// <summary>The two connections of a client and the one way in which calls are made, timed and their failures explained.</summary>
internal sealed class DaqConnection : IAsyncDisposable
{
    private static readonly TimeSpan CatalogPatience = TimeSpan.FromSeconds(2);

    private readonly GrpcChannel _calls;
    private readonly GrpcChannel _streams;
    private int _disposed;

    public DaqConnection(DaqAddress address, DaqOptions options, Func<DaqConnection, CancellationToken, Task> probe)
    {
        Options = options;
        Address = address;
        Endpoint = address.ToString().TrimEnd('/');
        _calls = DaqChannels.Open(address, options, forStreams: false);
        _streams = DaqChannels.Open(address, options, forStreams: true);
        Calls = _calls.CreateCallInvoker();
        Streams = _streams.CreateCallInvoker();
        var chance = options.Randomizer ?? new Random().NextDouble;
        Reachability = new Reachability(options.TimeProvider, chance, token => probe(this, token));
    }

    public DaqOptions Options { get; }

    public DaqAddress Address { get; }

    /// <summary>The daemon for messages, without secrets.</summary>
    public string Endpoint { get; }

    public TimeProvider Time => Options.TimeProvider;

    public CallInvoker Calls { get; }

    public CallInvoker Streams { get; }

    public Reachability Reachability { get; }

    /// <summary>Finds out which devices exist, for the hint of an unknown one; set by the catalog.</summary>
    public Func<CancellationToken, Task<IReadOnlyCollection<string>>>? FindDeviceIds { get; set; }

    /// <summary>Makes a call that answers once.</summary>
    /// <param name="call">What it is, for its error.</param>
    /// <param name="start">Starts the generated client's call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="timeout">Its deadline; null for the default of the options, infinite for none.</param>
    public async Task<TReply> CallAsync<TReply>(
        DaqCall call, Func<CallOptions, AsyncUnaryCall<TReply>> start, CancellationToken cancellationToken, TimeSpan? timeout = null)
    {
        ThrowIfClosed(call);
        var allowed = timeout ?? Options.Timeout;
        var hasDeadline = allowed != Timeout.InfiniteTimeSpan;
        var deadline = hasDeadline ? Time.GetUtcNow().UtcDateTime + allowed : (DateTime?)null;
        try
        {
            using var pending = start(new CallOptions(deadline: deadline, cancellationToken: cancellationToken));
            var reply = await pending.ResponseAsync.ConfigureAwait(false);
            Reachability.Succeeded();
            return reply;
        }
        catch (RpcException failure)
        {
            throw await ExplainAsync(failure, call, hasDeadline ? allowed : null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The exception for a failed call: the caller's own cancellation, or an error that says what to do.</summary>
    public async Task<Exception> ExplainAsync(RpcException failure, DaqCall call, TimeSpan? allowed, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException($"{call.Doing} was cancelled.", failure, cancellationToken);
        }

        if (Volatile.Read(ref _disposed) != 0)
        {
            return ClosedError(call, failure);
        }

        IReadOnlyCollection<string>? known = null;
        if (failure.StatusCode == StatusCode.NotFound && call.DeviceId is not null && call.ParameterName is null)
        {
            known = await TryFindDeviceIdsAsync(cancellationToken).ConfigureAwait(false);
        }

        var error = DaqErrorMapper.Map(failure, call, Endpoint, allowed, known);
        if (failure.Status.DebugException is null)
        {
            // Whatever it says, the daemon has answered.
            Reachability.Succeeded();
        }
        else if (error.ErrorId == DaqErrorIds.Unreachable)
        {
            Reachability.Lost(error);
        }

        return error;
    }

    /// <summary>Turns an answer that says <c>success=false</c> into its error.</summary>
    public void ThrowUnless(bool success, string daemonMessage, DaqCall call)
    {
        if (!success)
        {
            throw DaqErrorMapper.Refused(call, daemonMessage, Endpoint);
        }
    }

    public void ThrowIfClosed(DaqCall call)
    {
        if (Volatile.Read(ref _disposed) != 0)
        {
            throw ClosedError(call, null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await Reachability.CloseAsync().ConfigureAwait(false);
        await _streams.DisposeAsync().ConfigureAwait(false);
        await _calls.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<IReadOnlyCollection<string>?> TryFindDeviceIdsAsync(CancellationToken cancellationToken)
    {
        if (FindDeviceIds is not { } find)
        {
            return null;
        }

        using var patience = new CancellationTokenSource(CatalogPatience, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await find(either.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is LabException or OperationCanceledException)
        {
            // Only the hint is poorer without the list.
            return null;
        }
    }

    private LabConnectionException ClosedError(DaqCall call, Exception? inner) =>
        new(CoreErrorIds.Closed, $"{call.Doing} failed: the client of {Endpoint} was closed.", "Connect again.", isTransient: false, inner) { Endpoint = Endpoint };
}
