using System.Diagnostics;
using LabSdk.Testing;

namespace LabSdk.Core.Tests.BlockingCalls;

/// <summary>Changes settings of the thread pool, so it runs alone.</summary>
[CollectionDefinition(nameof(BlockingTests), DisableParallelization = true)]
[Collection(nameof(BlockingTests))]
public class BlockingTests
{
    private static readonly BlockingCall Call = new("Reading 'x'");

    [Fact]
    public void Result_and_original_error_come_through()
    {
        Assert.Equal(5, Blocking.Run(async _ =>
        {
            await Task.Yield();
            return 5;
        }, Call));
        Assert.Throws<InvalidOperationException>(() => Blocking.Run<int>(async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException();
        }, Call));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void Only_calls_of_the_user_keep_control_c_from_ending_the_program(bool isBackground, int counted)
    {
        var before = Interrupts.CallsInFlight;
        var during = Blocking.Run(_ => Task.FromResult(Interrupts.CallsInFlight), Call with { IsBackground = isBackground });
        Assert.Equal(before + counted, during);
        Assert.Equal(before, Interrupts.CallsInFlight);
    }

    [Fact]
    public void Single_threaded_context_cannot_deadlock_it() => SingleThreadContext.Run(() =>
    {
        // An await that captures the context would wait for this very thread for ever.
        Assert.Equal(1, Blocking.Run(async _ =>
        {
            await Task.Yield();
            return 1;
        }, Call with { Timeout = TimeSpan.FromSeconds(10) }));
        Assert.NotNull(SynchronizationContext.Current);
    });

    [Fact]
    public void Timeout_gives_control_back_although_the_operation_ignores_its_token()
    {
        var error = Assert.Throws<LabTimeoutException>(() => Blocking.Run(
            _ => new TaskCompletionSource<int>().Task,
            Call with { Timeout = TimeSpan.FromMilliseconds(30), Progress = () => "half way" }));
        Assert.Contains("did not end within 0.03 s. It had come to half way.", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task Interrupt_stops_the_device_before_control_returns()
    {
        using var cell = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        var stopSent = false;
        var call = Task.Run(() =>
        {
            using var scope = Interrupts.Enter(cell.Token);
            return Record.Exception(() => Blocking.Run(
                _ =>
                {
                    started.SetResult();
                    return new TaskCompletionSource<int>().Task;
                },
                Call with
                {
                    OnInterrupt = () =>
                    {
                        stopSent = true;
                        return Task.CompletedTask;
                    },
                }));
        });
        await started.Task;
        var since = Stopwatch.GetTimestamp();
        cell.Cancel();
        var error = await call;
        Assert.IsType<LabInterruptedException>(error);
        Assert.True(stopSent);
        Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(5), "control must come back although the operation hangs");
    }

    [Fact]
    public async Task Raise_interrupts_calls_under_way_and_not_later_ones()
    {
        var started = new TaskCompletionSource();
        var call = Task.Run(() => Record.Exception(() => Blocking.Run(
            async token =>
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return 0;
            },
            Call)));
        await started.Task;
        Interrupts.Raise();
        Assert.IsType<LabInterruptedException>(await call);
        Assert.Equal(1, Blocking.Run(_ => Task.FromResult(1), Call));
    }

    [Fact]
    public void Interrupted_cell_starts_nothing_more_but_may_clean_up()
    {
        using var cell = new CancellationTokenSource();
        cell.Cancel();
        using var scope = Interrupts.Enter(cell.Token);
        Assert.Throws<LabInterruptedException>(() => Blocking.Run<int>(_ => throw new InvalidOperationException("must not start"), Call));
        Assert.Equal(1, Blocking.Run(_ => Task.FromResult(1), Call with { IsInterruptible = false }));
    }

    [Fact]
    public void Error_of_an_interrupted_operation_is_kept_as_the_cause()
    {
        using var cell = new CancellationTokenSource();
        using var scope = Interrupts.Enter(cell.Token);
        var error = Assert.Throws<LabInterruptedException>(() => Blocking.Run<int>(
            _ =>
            {
                cell.Cancel();
                return Task.FromException<int>(new IOException("lost"));
            },
            Call));
        Assert.IsType<IOException>(error.InnerException);
    }

    [Fact]
    public void Caller_token_counts_as_an_interrupt()
    {
        using var own = new CancellationTokenSource();
        Assert.Throws<LabInterruptedException>(() => Blocking.Run(
            async token =>
            {
                own.Cancel();
                await Task.Delay(Timeout.Infinite, token);
                return 0;
            },
            Call with { CancellationToken = own.Token }));
    }

    [Fact]
    public void Calls_nest_inside_callbacks() =>
        Assert.Equal(7, Blocking.Run(
            async _ =>
            {
                await Task.Yield();
                return Blocking.Run(async _ =>
                {
                    await Task.Yield();
                    return 7;
                }, Call);
            },
            Call));

    [Fact]
    public async Task Many_blocking_callers_finish_with_two_pool_threads()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(2, 2);
        try
        {
            var callers = Enumerable.Range(0, 24).Select(i => Task.Run(() => Blocking.Run(
                async token =>
                {
                    for (var hop = 0; hop < 5; hop++)
                    {
                        await Task.Yield();
                    }

                    return i;
                },
                Call with { Timeout = TimeSpan.FromSeconds(60) }))).ToArray();
            Assert.Equal(Enumerable.Range(0, 24), await Task.WhenAll(callers));
            ThreadPool.GetMinThreads(out var after, out _);
            Assert.Equal(2, after);
        }
        finally
        {
            ThreadPool.SetMinThreads(workers, ports);
        }
    }

    [Fact]
    public void Enumerate_reads_a_stream_and_closes_it_when_left()
    {
        var closed = false;
        async IAsyncEnumerable<int> Stream([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
        {
            try
            {
                for (var i = 0; ; i++)
                {
                    await Task.Yield();
                    token.ThrowIfCancellationRequested();
                    yield return i;
                }
            }
            finally
            {
                closed = true;
            }
        }

        Assert.Equal([0, 1, 2], Blocking.Enumerate(Stream, Call).Take(3));
        Assert.True(closed);
    }
}
