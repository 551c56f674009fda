using LabSdk.Display;
using LabSdk.Notebooks.Engine;
using LabSdk.Notebooks.Language;

namespace LabSdk.Notebooks;

/// <summary>Runs C# cells with Roslyn, in this process.</summary>
/// <remarks><inheritdoc cref="IScriptEngine" path="/remarks"/></remarks>
public sealed class ScriptEngine : IScriptEngine
{
    private readonly ScriptEngineOptions _options;
    private readonly TimeProvider _time;
    private readonly ScriptSession _session;
    private readonly ILanguageService _language;
    private volatile RunningCell? _running;
    private volatile StuckCell? _stuck;
    private volatile Task _lastRun = Task.CompletedTask;
    private int _busy;
    private int _disposed;

    /// <summary>Starts a session. Compiles nothing yet, see <see cref="WarmUpAsync"/>.</summary>
    /// <param name="options">What it starts with; null for the defaults.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public ScriptEngine(ScriptEngineOptions? options = null, TimeProvider? time = null)
        : this(options, time, context => new LanguageService(context, options ?? new ScriptEngineOptions()))
    {
    }

    /// <summary>Starts a session with a language service.</summary>
    internal ScriptEngine(ScriptEngineOptions? options, TimeProvider? time, Func<ILanguageContext, ILanguageService> language)
    {
        _options = options ?? new ScriptEngineOptions();
        _time = time ?? TimeProvider.System;
        _session = new ScriptSession(_options);
        _language = language(_session);
        ConsoleRouting.Enter();
        BackgroundFailures.Install();
    }

    /// <summary>What has run.</summary>
    internal ILanguageContext Session => _session;

    /// <summary>Brings compiler and runtime up on a background thread, so that the first cell is quick. May be called at any time.</summary>
    public Task WarmUpAsync() => Task.Run(async () =>
    {
        await ScriptSession.WarmUpAsync(_options).ConfigureAwait(false);
        await _language.WarmUpAsync(CancellationToken.None).ConfigureAwait(false);
    });

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The cell before has not ended yet.</exception>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    public async Task<CellResult> ExecuteAsync(CellRequest cell, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        if (Interlocked.Exchange(ref _busy, 1) != 0)
        {
            throw new InvalidOperationException("A cell is running. Await its end before the next one.");
        }

        try
        {
            var run = RunAsync(cell, cancellationToken);
            _lastRun = run;
            return await run.ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <inheritdoc/>
    public void Interrupt() => (_running ?? _stuck?.Cell)?.InterruptByUser();

    /// <inheritdoc/>
    public void Reset() => _session.Reset();

    /// <inheritdoc/>
    public Task<CompletionList> CompleteAsync(string code, int position, CancellationToken cancellationToken = default) =>
        _language.CompleteAsync(code, position, cancellationToken);

    /// <inheritdoc/>
    public Task<MimeBundle?> InspectAsync(string code, int position, bool isDetailed, CancellationToken cancellationToken = default) =>
        _language.InspectAsync(code, position, isDetailed, cancellationToken);

    /// <inheritdoc/>
    public CodeCompleteness CheckCompleteness(string code) => _language.CheckCompleteness(code);

    /// <summary>Interrupts the running cell, disposes what <c>using</c> declarations hold, and ends the session. The console is as before when no other session lives.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _running?.Interrupt();
        await Task.WhenAny(_lastRun).ConfigureAwait(false);
        await _session.DisposeAsync().ConfigureAwait(false);
        _language.Dispose();
        ConsoleRouting.Leave();
    }

    private async Task<CellResult> RunAsync(CellRequest request, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        if (_stuck is { Ended.IsCompleted: false } stuck)
        {
            return Failed(CellStatus.Error, started, RuntimeErrors.StillRunning(stuck.Cell.Name));
        }

        _stuck?.Cell.Dispose();
        _stuck = null;
        var cell = new RunningCell(request.Name, _time);
        _running = cell;
        using var link = cancellationToken.Register(cell.Interrupt);
        try
        {
            var value = await Task.Run(new CellRunner(_session, cell, request).RunAsync, CancellationToken.None).ConfigureAwait(false);
            return new CellResult(CellStatus.Ok, _time.GetElapsedTime(started), null, value);
        }
        catch (CellDoesNotStopException exception)
        {
            _stuck = new StuckCell(cell, exception.Ended);
            return Failed(CellStatus.Interrupted, started, RuntimeErrors.DoesNotStop(exception));
        }
        catch (CompilationFailedException exception)
        {
            return Failed(CellStatus.Error, started, exception.Error);
        }
        catch (Exception exception)
        {
            return cell.IsInterrupted
                ? Failed(CellStatus.Interrupted, started, RuntimeErrors.Interrupted(exception))
                : Failed(CellStatus.Error, started, RuntimeErrors.Describe(exception));
        }
        finally
        {
            _running = null;
            if (_stuck is null)
            {
                cell.Dispose();
            }

            BackgroundFailures.LookSoon(request.Code);
        }
    }

    private CellResult Failed(CellStatus status, long started, CellError error) => new(status, _time.GetElapsedTime(started), error);

    /// <summary>An interrupted cell that still runs; a further interrupt still reaches it.</summary>
    private sealed record StuckCell(RunningCell Cell, Task Ended);
}
