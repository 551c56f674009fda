namespace LabSdk.Notebooks.Engine;

/// <summary>Starts over without a new process.</summary>
internal sealed class ResetMagic : IMagicCommand
{
    public string Name => "#!reset";

    public string Help => "Forgets all variables and types, and disposes what using declarations hold. Loaded assemblies stay.";

    public Task ExecuteAsync(string arguments, IScriptSession session, CancellationToken cancellationToken)
    {
        session.Reset();
        return Task.CompletedTask;
    }
}
