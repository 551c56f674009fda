using System.Globalization;
using System.Runtime.CompilerServices;
using LabSdk.Display.Widgets;
using LabSdk.Mds;
using LabSdk.Presentation;

namespace LabSdk;

public sealed partial class DiagnosticDevice
{
    /// <summary>What was collected last, also when it was interrupted; null before the first time.</summary>
    public ChunkTable? LastCollection => Client.LastCollection is { } collection ? Table(collection) : null;

    /// <summary>Turns streaming on, gathers for a time, and turns it off again, unless it was on before. Blocks.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Interrupts it; what came by then is in <see cref="LastCollection"/>.</param>
    /// <returns>The chunks with the messages they add up to. A device that was lost on the way ends it early; <see cref="ChunkTable.Error"/> says so.</returns>
    /// <exception cref="LabException">Streaming cannot be turned on.</exception>
    /// <exception cref="LabInterruptedException">The user interrupted it; what came by then is in <see cref="LastCollection"/>.</exception>
    public ChunkTable Collect(TimeSpan duration, CancellationToken cancellationToken = default)
    {
        using var live = CollectingView.Start(this, duration.TotalSeconds, "s");
        return Collect(string.Create(CultureInfo.InvariantCulture, $"Collecting from '{Id}' for {duration.TotalSeconds:0.###} s"), token => Client.CollectAsync(duration, token), live, cancellationToken);
    }

    /// <summary>Turns streaming on, gathers a number of packets, and turns it off again, unless it was on before. Packets that are on their way are added. Blocks.</summary>
    /// <param name="count">At least 1.</param>
    /// <param name="timeout">Longest time, default 10 s. When it passes, what came is returned and <see cref="ChunkTable.Error"/> says so.</param>
    /// <param name="cancellationToken">Interrupts it; what came by then is in <see cref="LastCollection"/>.</param>
    /// <inheritdoc cref="Collect(TimeSpan, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="Collect(TimeSpan, CancellationToken)" path="/exception"/>
    public ChunkTable Collect(int count, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        using var live = CollectingView.Start(this, count, "packets");
        return Collect($"Collecting {count} packets from '{Id}'", token => Client.CollectAsync(count, timeout ?? TimeSpan.FromSeconds(10), token), live, cancellationToken);
    }

    /// <summary>Turns streaming on, gathers for a time, and turns it off again, unless it was on before.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LabException">Streaming cannot be turned on.</exception>
    public async Task<ChunkTable> CollectAsync(TimeSpan duration, CancellationToken cancellationToken = default) =>
        Table(await Open.CollectAsync(duration, cancellationToken).ConfigureAwait(false));

    /// <summary>
    /// The packets from now on in a plain <c>foreach</c>. Turns streaming on when it is off, and off again when the loop is left.
    /// Blocks for each packet, until the time is over, the loop is left, or it is interrupted.
    /// </summary>
    /// <param name="duration">How long; null for no limit.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    /// <exception cref="LabException">Streaming cannot be turned on, or the device was lost.</exception>
    public IEnumerable<StreamPacket> Chunks(TimeSpan? duration = null, CancellationToken cancellationToken = default) =>
        Lab.Calls.Enumerate(Call($"Reading the chunks of '{Id}'"), token => StreamingAsync(Open.ChunksAsync(duration, token), token), cancellationToken);

    /// <summary>
    /// The messages from now on in a plain <c>foreach</c>, complete and abandoned ones. Turns streaming on when it is off, and off
    /// again when the loop is left. Blocks for each message, until the time is over, the loop is left, or it is interrupted.
    /// </summary>
    /// <inheritdoc cref="Chunks" path="/param"/>
    /// <inheritdoc cref="Chunks" path="/exception"/>
    public IEnumerable<ReceivedMessage> Messages(TimeSpan? duration = null, CancellationToken cancellationToken = default) =>
        Lab.Calls.Enumerate(Call($"Reading the messages of '{Id}'"), token => StreamingAsync(Open.MessagesAsync(duration, token), token), cancellationToken);

    /// <summary>
    /// Shows the device live where things are shown, ten times a second: state, counters, the last chunks and messages. Blocks until
    /// the time is over or it is interrupted. Turns streaming on when it is off, and off again at the end.
    /// </summary>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LabException">Streaming cannot be turned on, or the device was lost.</exception>
    public void Watch(TimeSpan duration, CancellationToken cancellationToken = default)
    {
        using var view = new DiagnosticLiveView(this);
        foreach (var packet in Chunks(duration, cancellationToken))
        {
            view.Add(packet);
        }
    }

    /// <summary>
    /// The device live in a notebook: health and counters, the last chunks and messages, heartbeats over time, and a switch for
    /// streaming. Show it as the last expression of a cell. Does not block, and does not turn streaming on. Closes with the lab.
    /// </summary>
    /// <returns>The panel; dispose it to close it earlier.</returns>
    public Panel Live() => new DiagnosticPanel(this);

    internal ChunkTable Table(MdsCollection collection) => new(collection, Id, Description.IsSimulated, Client.Config?.Authorization, MetricNames, Client.UploadStateOf);

    private ChunkTable Collect(string what, Func<CancellationToken, Task<MdsCollection>> collect, CollectingView? live, CancellationToken cancellationToken)
    {
        var call = Call(what) with { Timeout = Timeout.InfiniteTimeSpan };
        var table = Table(Lab.Calls.Run(call, collect, cancellationToken));
        live?.End(table);
        return table;
    }

    // Listens first, then turns on: nothing falls between.
    private async IAsyncEnumerable<T> StreamingAsync<T>(IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var gaveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var turnedOn = false;
        var reader = items.GetAsyncEnumerator(gaveUp.Token);
        var first = reader.MoveNextAsync().AsTask();
        try
        {
            if (!Client.IsStreaming && Client.Link.Transport != MdsTransport.None)
            {
                await Client.EnableStreamingAsync(cancellationToken).ConfigureAwait(false);
                turnedOn = true;
            }

            for (var isThere = await first.ConfigureAwait(false); isThere; isThere = await reader.MoveNextAsync().ConfigureAwait(false))
            {
                yield return reader.Current;
            }
        }
        finally
        {
            if (!first.IsCompleted)
            {
                // Turning on failed: the reader that waits for the first item must end before it can be disposed.
                await gaveUp.CancelAsync().ConfigureAwait(false);
                await ((Task)first).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (turnedOn && Client.IsStreaming)
            {
                await Client.DisableStreamingAsync(CancellationToken.None).ConfigureAwait(false);
            }

            await reader.DisposeAsync().ConfigureAwait(false);
        }
    }
}
