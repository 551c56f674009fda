using System.Runtime.CompilerServices;
using Grpc.Core;

namespace LabSdk.Daq;

/// <summary>
/// Reads a stream of the daemon and, when the connection is lost, takes it up again once the daemon is back. A stream
/// that never came to life fails at once: the first error is for the user to see.
/// </summary>
internal static class ResumingStream
{
    public static async IAsyncEnumerable<StreamItem<T>> ReadAsync<T>(
        DaqConnection connection, DaqCall call, Func<CallOptions, AsyncServerStreamingCall<T>> open,
        [EnumeratorCancellation] CancellationToken cancellationToken, Func<CancellationToken, Task>? onReopened = null, bool resume = true)
    {
        var resumed = false;
        var alive = false;
        while (true)
        {
            connection.ThrowIfClosed(call);
            using var stream = open(new CallOptions(cancellationToken: cancellationToken));
            var ready = !resumed || onReopened is null || await TryAsync(onReopened, cancellationToken).ConfigureAwait(false);
            while (ready)
            {
                T? item;
                try
                {
                    if (!await stream.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false))
                    {
                        yield break;
                    }

                    item = stream.ResponseStream.Current;
                }
                catch (RpcException failure)
                {
                    alive |= stream.ResponseHeadersAsync.IsCompletedSuccessfully;
                    var error = await connection.ExplainAsync(failure, call, null, cancellationToken).ConfigureAwait(false);
                    if (!alive || !resume || !connection.Options.Reconnect || error is not LabException { ErrorId: DaqErrorIds.Unreachable } lost)
                    {
                        throw error;
                    }

                    // Also when it was the daemon itself that ended the stream so: the probe sets the pace.
                    connection.Reachability.Lost(lost);
                    break;
                }

                alive = true;
                yield return new StreamItem<T>(item, resumed);
                resumed = false;
            }

            await connection.Reachability.WaitAsync(cancellationToken).ConfigureAwait(false);
            resumed = true;
        }
    }

    /// <summary>False when the connection was lost again meanwhile.</summary>
    private static async Task<bool> TryAsync(Func<CancellationToken, Task> onReopened, CancellationToken cancellationToken)
    {
        try
        {
            await onReopened(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (LabException error) when (error.ErrorId == DaqErrorIds.Unreachable)
        {
            return false;
        }
    }
}
