namespace LabSdk.Notebooks.Engine;

/// <summary>The session as the magic commands of one cell see it.</summary>
internal sealed class CellSession(ScriptSession session, RunningCell cell, ICellOutput output, Func<string, Task> run) : IScriptSession
{
    public ICellOutput Output => output;

    public IReadOnlyList<ScriptVariable> Variables => session.Variables;

    public Task RunAsync(string code, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        cell.ThrowIfInterrupted();
        return run(code);
    }

    public void Reset() => session.Reset();
}
