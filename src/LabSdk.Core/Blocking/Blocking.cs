using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;

namespace LabSdk;

/// <summary>
/// The one bridge from the async core to synchronous code. No context is captured, so it cannot deadlock under a
/// single-threaded context; an interrupt or timeout gives control back although the operation does not answer.
/// </summary>
/// <remarks>Thread-safe. Calls may nest, also inside callbacks of another blocking call.</remarks>
public static class Blocking
{
    /// <summary>How long an interrupted or timed-out operation may take to stop its device before control returns: 200 ms.</summary>
    public static TimeSpan InterruptGrace { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs an operation to its end and returns its result. Blocks the calling thread.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="operation">The operation; its token is cancelled on interrupt and on timeout.</param>
    /// <param name="call">What it is and how it is ended.</param>
    /// <exception cref="LabTimeoutException">It took longer than <see cref="BlockingCall.Timeout"/>.</exception>
    /// <exception cref="LabInterruptedException">The user interrupted it.</exception>
    public static T Run<T>(Func<CancellationToken, Task<T>> operation, BlockingCall call)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(call);
        var interrupt = call.IsInterruptible ? Interrupts.Current : CancellationToken.None;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(interrupt, call.CancellationToken);
        if (ended.IsCancellationRequested)
        {
            Report(interrupt);
            throw new LabInterruptedException($"{call.What} was interrupted before it began.", token: ended.Token);
        }

        var limit = call.Timeout is { } given && given != Timeout.InfiniteTimeSpan ? given : (TimeSpan?)null;
        if (limit is { } after)
        {
            ended.CancelAfter(after);
        }

        var started = Stopwatch.GetTimestamp();
        if (!call.IsBackground)
        {
            Interrupts.CallStarted();
        }

        try
        {
            var task = Start(operation, ended.Token);
            if (WaitFor(task, ended.Token) && !(task.IsCanceled && call.OnInterrupt is not null))
            {
                return Result(task, call, started, limit, interrupt, ended.Token);
            }

            // Interrupted or out of time: let it stop its device, but only for the grace period. An operation that gave
            // up at once on its token has stopped nothing yet.
            Task stopped = task;
            if (IsInterrupted(call, interrupt) && call.OnInterrupt is { } bringToRest)
            {
                stopped = Task.WhenAll(task, Task.Run(bringToRest, CancellationToken.None));
            }

            using var grace = new CancellationTokenSource(InterruptGrace);
            WaitFor(stopped, grace.Token);
            return Result(task, call, started, limit, interrupt, ended.Token);
        }
        finally
        {
            if (!call.IsBackground)
            {
                Interrupts.CallEnded();
            }
        }
    }

    /// <inheritdoc cref="Run{T}(Func{CancellationToken, Task{T}}, BlockingCall)"/>
    public static void Run(Func<CancellationToken, Task> operation, BlockingCall call) =>
        Run(
            async token =>
            {
                await operation(token).ConfigureAwait(false);
                return true;
            },
            call);

    /// <summary>Reads an asynchronous stream in a plain <c>foreach</c>. Blocks for each item.</summary>
    /// <typeparam name="T">The item.</typeparam>
    /// <param name="stream">Opens the stream with a token.</param>
    /// <param name="call">What it is; the timeout counts for each item.</param>
    public static IEnumerable<T> Enumerate<T>(Func<CancellationToken, IAsyncEnumerable<T>> stream, BlockingCall call)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(call);
        return Items();

        IEnumerable<T> Items()
        {
            using var closing = new CancellationTokenSource();
            var items = stream(closing.Token).GetAsyncEnumerator(closing.Token);
            try
            {
                while (Run(
                    async token =>
                    {
                        using var link = token.Register(closing.Cancel);
                        return await items.MoveNextAsync().ConfigureAwait(false);
                    },
                    call))
                {
                    yield return items.Current;
                }
            }
            finally
            {
                closing.Cancel();
                Run(async _ => await items.DisposeAsync().ConfigureAwait(false), call with { IsInterruptible = false, Timeout = InterruptGrace * 10 });
            }
        }
    }

    private static Task<T> Start<T>(Func<CancellationToken, Task<T>> operation, CancellationToken token)
    {
        // Inline start saves a thread hop; it is safe only where an await cannot capture anything.
        if (TaskScheduler.Current != TaskScheduler.Default)
        {
            return Task.Run(() => operation(token), CancellationToken.None);
        }

        var context = SynchronizationContext.Current;
        if (context is null)
        {
            return operation(token);
        }

        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return operation(token);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

#pragma warning disable RS0030 // The bridge is the one place that waits.
    private static bool WaitFor(Task task, CancellationToken until)
    {
        if (!task.IsCompleted)
        {
            using var compensation = PoolCompensation.Enter();
            try
            {
                task.Wait(until);
            }
            catch (OperationCanceledException)
            {
            }
            catch (AggregateException)
            {
            }
        }

        return task.IsCompleted;
    }

    private static T Result<T>(Task<T> task, BlockingCall call, long started, TimeSpan? limit, CancellationToken interrupt, CancellationToken ended)
    {
        if (task.IsCompletedSuccessfully)
        {
            return task.Result;
        }

        var error = task.Exception?.InnerExceptions.Count == 1 ? task.Exception.InnerException : task.Exception;
        if (error is LabInterruptedException)
        {
            Report(interrupt);
            ExceptionDispatchInfo.Throw(error);
        }

        if (IsInterrupted(call, interrupt))
        {
            Report(interrupt);
            _ = task.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            var state = task.IsCompleted ? "" : " It had not ended when control returned; it goes on ending in the background.";
            throw new LabInterruptedException($"{call.What} was interrupted.{state}", error, interrupt.IsCancellationRequested ? interrupt : call.CancellationToken);
        }

        if (error is not null and not OperationCanceledException)
        {
            ExceptionDispatchInfo.Throw(error);
        }

        // The timer decides, not the clock: it may fire a moment early. No interrupt is left here as a reason.
        if (limit is { } allowed && ended.IsCancellationRequested)
        {
            _ = task.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw TimedOut(call, allowed, Stopwatch.GetElapsedTime(started));
        }

        return task.GetAwaiter().GetResult();
    }
#pragma warning restore RS0030

    private static void Report(CancellationToken interrupt)
    {
        if (interrupt.IsCancellationRequested)
        {
            Interrupts.Reported();
        }
    }

    private static bool IsInterrupted(BlockingCall call, CancellationToken interrupt) =>
        interrupt.IsCancellationRequested || call.CancellationToken.IsCancellationRequested;

    private static LabTimeoutException TimedOut(BlockingCall call, TimeSpan allowed, TimeSpan elapsed)
    {
        var progress = call.Progress?.Invoke();
        var reached = progress is null ? "" : $" It had come to {progress}.";
        ThreadPool.GetMinThreads(out var minimum, out _);
        var error = new LabTimeoutException(
            CoreErrorIds.BlockingTimeout,
            string.Create(CultureInfo.InvariantCulture, $"{call.What} did not end within {allowed.TotalSeconds:0.###} s.{reached}"),
            "Give a longer timeout, or check that the peer is alive.")
        {
            Timeout = allowed,
            DeviceId = call.DeviceId,
            Endpoint = call.Endpoint,
            LastProgress = progress,
        };
        error.Data["elapsed_s"] = elapsed.TotalSeconds;
        error.Data["pool_threads"] = ThreadPool.ThreadCount;
        error.Data["pool_minimum"] = minimum;
        error.Data["pool_queued"] = ThreadPool.PendingWorkItemCount;
        return error;
    }
}
