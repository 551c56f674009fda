using LabSdk.Display;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Tests.Support;

/// <summary>An engine whose cells are delegates: the code of a cell is the name of one.</summary>
internal sealed class ScriptedEngine : IScriptEngine
{
    private CancellationTokenSource _interrupt = new();

    public Dictionary<string, Func<ICellOutput, CancellationToken, Task<CellResult>>> Cells { get; } = new(StringComparer.Ordinal);

    public int Interrupts { get; private set; }

    public bool IsDisposed { get; private set; }

    public void On(string code, Action<ICellOutput> cell) => Cells[code] = (output, _) =>
    {
        cell(output);
        return Task.FromResult(new CellResult(CellStatus.Ok, default));
    };

    public async Task<CellResult> ExecuteAsync(CellRequest cell, CancellationToken cancellationToken = default)
    {
        if (!Cells.TryGetValue(cell.Code, out var run))
        {
            return new CellResult(CellStatus.Error, default, new CellError("CompilationError", $"unknown: {cell.Code}", ["^ here"]));
        }

        _interrupt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using (DisplaySink.Use(cell.Output))
        {
            try
            {
                return await run(cell.Output, _interrupt.Token);
            }
            catch (OperationCanceledException)
            {
                return new CellResult(CellStatus.Interrupted, default, new CellError("KeyboardInterrupt", "stopped", []));
            }
        }
    }

    public void Interrupt()
    {
        Interrupts++;
        _interrupt.Cancel();
    }

    public void Reset()
    {
    }

    public Task<CompletionList> CompleteAsync(string code, int position, CancellationToken cancellationToken = default) =>
        Task.FromResult(new CompletionList(position - 2, position, [new CompletionItem("Motor", "method", "(string id)"), new CompletionItem("Motor", "class")]));

    public Task<MimeBundle?> InspectAsync(string code, int position, bool isDetailed, CancellationToken cancellationToken = default) =>
        Task.FromResult(code.Length > 0 ? MimeBundle.FromText($"{position} {isDetailed}") : null);

    public CodeCompleteness CheckCompleteness(string code) => code.Length switch
    {
        0 => new CodeCompleteness(CompletenessStatus.Complete),
        1 => new CodeCompleteness(CompletenessStatus.Incomplete, "    "),
        _ => new CodeCompleteness(CompletenessStatus.Invalid),
    };

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
