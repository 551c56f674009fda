using LabSdk.Grpc.Server.Calls;
using LabSdk.Grpc.Server.Interception;

namespace LabSdk.Simulation;

/// <summary>Counts the calls that reached the daemon, by method, so that a test can say "stop was sent, once".</summary>
/// <remarks>Thread-safe. Counts include refused and injured calls and go on over a restart of the daemon.</remarks>
public sealed class DaemonCalls
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = NewSignal();

    internal DaemonCalls() => Interceptor = new CountingInterceptor(this);

    /// <summary>How many calls of a method arrived so far.</summary>
    /// <param name="method">A method name such as <c>StopMotion</c>; the same name in several services counts together.</param>
    public int this[string method]
    {
        get
        {
            lock (_gate)
            {
                return _counts.GetValueOrDefault(method);
            }
        }
    }

    internal IServerInterceptor Interceptor { get; }

    /// <summary>All counts at this moment, by method name.</summary>
    public IReadOnlyDictionary<string, int> ToDictionary()
    {
        lock (_gate)
        {
            return new Dictionary<string, int>(_counts, StringComparer.Ordinal);
        }
    }

    /// <summary>Starts counting from zero.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _counts.Clear();
        }
    }

    /// <summary>Completes when a method was called that often.</summary>
    /// <param name="method">The method name.</param>
    /// <param name="count">The number of calls to wait for, counted from the start or the last <see cref="Clear"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task WaitForAsync(string method, int count = 1, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_counts.GetValueOrDefault(method) >= count)
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Count(string method)
    {
        lock (_gate)
        {
            _counts[method] = _counts.GetValueOrDefault(method) + 1;
            _changed.TrySetResult();
            _changed = NewSignal();
        }
    }

    private sealed class CountingInterceptor(DaemonCalls calls) : IServerInterceptor
    {
        public Task InvokeAsync(HttpServerCallContext call, Func<HttpServerCallContext, Task> next)
        {
            calls.Count(call.ServerMethod.Method.Name);
            return next(call);
        }
    }
}
