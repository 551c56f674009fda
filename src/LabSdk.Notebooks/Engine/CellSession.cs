namespace LabSdk.Notebooks.Engine;

/// <summary>The session as the magic commands of one cell see it.</summary>
internal sealed class CellSession(ScriptSession session, RunningCell cell, ICellOutput output, CellEnd end, Func<string, Task> run) : IScriptSession
{
    public ICellOutput Output => output;

    public IReadOnlyList<ScriptVariable> Variables => session.Variables;

    /// <summary>Every magic command of the session.</summary>
    public IReadOnlyList<IMagicCommand> Magics => session.Magics;

    /// <summary>Does something when the cell has ended.</summary>
    public void AtEnd(Action action) => end.Add(action);

    public Task RunAsync(string code, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        cell.ThrowIfInterrupted();
        return run(code);
    }

    public void Reset() => session.Reset();
}
