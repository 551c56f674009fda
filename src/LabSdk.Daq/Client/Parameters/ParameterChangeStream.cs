using System.Runtime.CompilerServices;
using ParameterChange = LabSdk.Devices.ParameterChange;

namespace LabSdk.Daq;

/// <summary>Turns raw parameter events into typed changes, one for each change that was made.</summary>
internal static class ParameterChangeStream
{
    public static async IAsyncEnumerable<ParameterChange> MergeAsync(
        IAsyncEnumerable<DaqParameterEvent> events, ParameterCatalog catalog, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var merger = new ParameterChangeMerger();
        var source = events.GetAsyncEnumerator(cancellationToken);
        await using var _ = source.ConfigureAwait(false);
        var next = source.MoveNextAsync().AsTask();
        while (true)
        {
            // A held change must come out although no further event does.
            if (merger.NextDue is { } due && !next.IsCompleted)
            {
                var wait = due - time.GetUtcNow();
                if (wait > TimeSpan.Zero)
                {
                    await Task.WhenAny(next, Task.Delay(wait, time, cancellationToken)).ConfigureAwait(false);
                }
            }
            else if (merger.NextDue is null)
            {
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (next.IsCompletedSuccessfully && await next.ConfigureAwait(false))
            {
                var change = await TypeAsync(source.Current, catalog, cancellationToken).ConfigureAwait(false);
                if (merger.Add(change, time.GetUtcNow()) is { } joined)
                {
                    yield return joined;
                }

                next = source.MoveNextAsync().AsTask();
            }
            else if (next.IsCompleted)
            {
                foreach (var left in merger.TakeDue(DateTimeOffset.MaxValue))
                {
                    yield return left;
                }

                await next.ConfigureAwait(false);
                yield break;
            }

            foreach (var change in merger.TakeDue(time.GetUtcNow()))
            {
                yield return change;
            }
        }
    }

    private static async ValueTask<ParameterChange> TypeAsync(DaqParameterEvent raw, ParameterCatalog catalog, CancellationToken cancellationToken)
    {
        var parameter = await catalog.FindAsync(raw.DeviceId, raw.Name, cancellationToken).ConfigureAwait(false);
        var old = raw.OldText.Length == 0 ? null : ParameterCatalog.Read(raw.OldText, parameter);
        return new ParameterChange(raw.DeviceId, raw.Name, old, ParameterCatalog.Read(raw.NewText, parameter), parameter.Unit, raw.Timestamp, raw.Source)
        {
            IsAfterReconnect = raw.IsAfterReconnect,
        };
    }
}
