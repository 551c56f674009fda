using Grpc.Core;
using LabSdk.Grpc.Errors;
using LabSdk.Grpc.Wire;
using LabSdk.Tapes;

namespace LabSdk.Grpc.Client;

/// <summary>What every call has: how it ends, its status, headers and trailers.</summary>
internal abstract class GrpcCall(GrpcChannel channel, string methodName, CallOptions options) : AsyncCallState
{
    private readonly Lock _sync = new();
    private HttpResponseMessage? _response;
    private TaskCompletionSource<Metadata>? _headers;
    private Ending? _ending;

    public override Task<Metadata> ResponseHeadersAsync
    {
        get
        {
            lock (_sync)
            {
                _headers ??= CreateHeadersSource();
                return _headers.Task;
            }
        }
    }

    protected GrpcChannel Channel { get; } = channel;

    protected CallOptions Options { get; } = options;

    /// <summary>The call on a tape; null while nothing is recorded.</summary>
    protected TapedCall? Taped { get; } = channel.Options.Tap?.Begin(methodName);

    protected CallLifetime Lifetime { get; } = new(channel, options);

    protected bool HasFinished => Volatile.Read(ref _ending) is not null;

    public override Status GetStatus() => Volatile.Read(ref _ending)?.Status ?? Lifetime.LocalStatus()
        ?? throw new InvalidOperationException("The call has not finished: its status is not known yet.");

    public override Metadata GetTrailers() => Volatile.Read(ref _ending)?.Trailers
        ?? (Lifetime.HasEnded ? Metadata.Empty : throw new InvalidOperationException("The call has not finished: its trailers are not known yet."));

    public override void Dispose()
    {
        if (!HasFinished)
        {
            Lifetime.EndByDisposal();
            Taped?.End(new TapeEnd((int)StatusCode.Cancelled, "", IsLocal: true));
        }

        _response?.Dispose();
        Lifetime.Dispose();
    }

    /// <summary>The error to throw for a failed write: the call's own end when it is known.</summary>
    public RpcException WriteFailure(Exception failure) =>
        Volatile.Read(ref _ending) is { } ending ? ending.ToException() : new RpcException(AsDeadline(ToStatus(failure)));

    /// <summary>Takes the response; cancellation resets its stream from now on, also when nobody reads.</summary>
    protected void Accept(HttpResponseMessage response)
    {
        lock (_sync)
        {
            _response = response;
            _headers?.TrySetResult(HeadersOf(response));
        }

        Lifetime.Token.UnsafeRegister(static state => ((HttpResponseMessage)state!).Dispose(), response);
    }

    /// <summary>Cancels the call for its caller.</summary>
    public void Cancel() => Lifetime.Cancel();

    /// <summary>Ends the call with the status that stands at the end of the response.</summary>
    /// <param name="response">The response, read to its end.</param>
    /// <param name="lacksMessage">True when the call must have a message and none came.</param>
    protected Status FinishAtEnd(HttpResponseMessage response, bool lacksMessage = false)
    {
        var inTrailers = HeaderReader.ReadStatus(response.TrailingHeaders);
        var status = inTrailers ?? HeaderReader.ReadStatus(response.Headers)
            ?? new Status(StatusCode.Unknown, "The server ended the call without a status.");
        if (status.StatusCode == StatusCode.OK && lacksMessage)
        {
            status = new Status(StatusCode.Internal, "The server ended the call with OK, but sent no message.");
        }

        return Finish(status, inTrailers is null ? response.Headers : response.TrailingHeaders);
    }

    /// <summary>Ends the call with an error and returns what to throw.</summary>
    protected RpcException Fail(Exception failure)
    {
        if (!HasFinished)
        {
            Finish(ToStatus(failure), (failure as RpcException)?.Trailers);
        }

        return _ending!.ToException();
    }

    protected Status Finish(Status status, object? trailers = null)
    {
        var ending = new Ending(AsDeadline(status), trailers);
        Interlocked.CompareExchange(ref _ending, ending, null);
        lock (_sync)
        {
            if (_headers is not null && _headers.TrySetException(_ending.ToException()))
            {
                _ = _headers.Task.Exception;
            }
        }

        Taped?.End(TapedStatus.Of(_ending.Status, Lifetime.LocalStatus(), Taped.IsOn ? _ending.Trailers : Metadata.Empty));
        _response?.Dispose();
        Lifetime.Dispose();
        OnFinished();
        return _ending.Status;
    }

    /// <summary>Called when the call has its final status.</summary>
    protected virtual void OnFinished()
    {
    }

    protected RpcException ErrorOfEnd() => _ending!.ToException();

    protected bool MayRetry(Exception failure, int attempt)
    {
        if (attempt >= Channel.Options.MaxAttempts || Lifetime.HasEnded)
        {
            return false;
        }

        if (failure is RpcException { StatusCode: StatusCode.Unavailable })
        {
            return Channel.Options.IsReadMethod?.Invoke(methodName) == true;
        }

        if (failure is RpcException)
        {
            return false;
        }

        var cause = TransportFailure.From(failure, Channel.Address);
        return cause.Status.StatusCode == StatusCode.Unavailable
            && (cause.NothingProcessed || Channel.Options.IsReadMethod?.Invoke(methodName) == true);
    }

    private static Metadata HeadersOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.Contains("grpc-status") ? [] : HeaderReader.ReadMetadata(response.Headers);

    private TaskCompletionSource<Metadata> CreateHeadersSource()
    {
        var source = new TaskCompletionSource<Metadata>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_response is not null)
        {
            source.SetResult(HeadersOf(_response));
        }
        else if (_ending is not null)
        {
            source.SetException(_ending.ToException());
            _ = source.Task.Exception;
        }

        return source;
    }

    private Status ToStatus(Exception failure)
    {
        if (failure is RpcException known)
        {
            return known.Status;
        }

        return Lifetime.LocalStatus() is { } local
            ? local with { DebugException = failure }
            : Channel.IsClosed ? new Status(StatusCode.Cancelled, "The channel was closed.", failure)
            : TransportFailure.From(failure, Channel.Address).Status;
    }

    // tonic answers an expired deadline with CANCELLED, sometimes a moment before our own timer.
    private Status AsDeadline(Status status) =>
        status.StatusCode == StatusCode.Cancelled && Lifetime.HasDeadline
        && (Lifetime.DeadlinePassed || status.Detail == "Timeout expired")
            ? new Status(StatusCode.DeadlineExceeded, "The call did not finish before its deadline.", status.DebugException)
            : status;

    private sealed class Ending(Status status, object? source)
    {
        public Status Status { get; } = status;

        public Metadata Trailers { get; } = source switch
        {
            System.Net.Http.Headers.HttpHeaders headers => ReadMetadata(headers),
            Metadata metadata => metadata,
            _ => Metadata.Empty,
        };

        public RpcException ToException() => new(Status, Trailers);

        private static Metadata ReadMetadata(System.Net.Http.Headers.HttpHeaders headers)
        {
            var metadata = HeaderReader.ReadMetadata(headers);
            return metadata.Count == 0 ? Metadata.Empty : metadata;
        }
    }
}
