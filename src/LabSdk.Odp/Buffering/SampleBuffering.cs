using System.Runtime.CompilerServices;
using LabSdk.Odp.Buffering;

namespace LabSdk.Odp;

/// <summary>
/// Puts the data of several streams into one order of time:
/// <c>foreach (var window in new SampleBuffering(options).Read(blocks))</c>. One object reads one session.
/// </summary>
/// <remarks>Not thread-safe, but <see cref="Statistics"/> may be read at any time.</remarks>
public sealed class SampleBuffering
{
    private readonly SampleBuffer _buffer;
    private readonly TimeProvider _time;

    /// <summary>Creates a buffer.</summary>
    /// <param name="options">The defaults when not given.</param>
    /// <param name="time">The clock of silences; default the system's.</param>
    /// <exception cref="OdpConfigurationException">A number of the options is out of its range.</exception>
    public SampleBuffering(BufferingOptions? options = null, TimeProvider? time = null)
    {
        _buffer = new SampleBuffer(options ?? new BufferingOptions());
        _time = time ?? TimeProvider.System;
    }

    /// <summary>What became of the values so far.</summary>
    public BufferingStatistics Statistics => _buffer.Statistics;

    /// <summary>Reads recorded data: a start mark, windows as the data's own time goes on, the rest, and an end mark.</summary>
    /// <param name="data">Blocks of samples, markers and so on, in the order they arrived.</param>
    public IEnumerable<SampleWindow> Read(IEnumerable<IOdpData> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        yield return Mark(SampleWindowKind.Start, 0);
        var end = 0ul;
        foreach (var item in data)
        {
            if (_buffer.Add(item) is { } window)
            {
                end = window.To;
                yield return window;
            }
        }

        if (_buffer.Flush() is { } rest)
        {
            end = rest.To;
            yield return rest;
        }

        yield return Mark(SampleWindowKind.End, end);
    }

    /// <summary>Reads a live session: as <see cref="Read"/>, and what is held is also delivered after a window length of silence.</summary>
    /// <param name="data">Blocks of samples, markers and so on, as they arrive; its end is the session's.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<SampleWindow> ReadAsync(IAsyncEnumerable<IOdpData> data, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        yield return Mark(SampleWindowKind.Start, 0);
        var end = 0ul;
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var source = data.GetAsyncEnumerator(leaving.Token);
        var next = Task.FromResult(false);
        try
        {
            while (true)
            {
                next = source.MoveNextAsync().AsTask();
                if (_buffer.Held > 0 && !await ArrivesInTimeAsync(next, cancellationToken).ConfigureAwait(false) && _buffer.ReleaseIdle() is { } idle)
                {
                    end = idle.To;
                    yield return idle;
                }

                if (!await next.ConfigureAwait(false))
                {
                    break;
                }

                if (_buffer.Add(source.Current) is { } window)
                {
                    end = window.To;
                    yield return window;
                }
            }
        }
        finally
        {
            // A reader that leaves during a silence leaves a read behind, which has to end before the source can be closed.
            await leaving.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await source.DisposeAsync().ConfigureAwait(false);
        }

        if (_buffer.Flush() is { } rest)
        {
            end = rest.To;
            yield return rest;
        }

        yield return Mark(SampleWindowKind.End, end);
    }

    private static SampleWindow Mark(SampleWindowKind kind, ulong time) => new(kind, time, time, []);

    private async Task<bool> ArrivesInTimeAsync(Task<bool> next, CancellationToken cancellationToken)
    {
        if (next.IsCompleted)
        {
            return true;
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var silence = Task.Delay(_buffer.Options.WindowLength, _time, waiting.Token);
        var first = await Task.WhenAny(next, silence).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        return first == next || cancellationToken.IsCancellationRequested;
    }
}
