namespace LabSdk.Notebooks.Engine;

/// <summary>Names the variables.</summary>
internal sealed class WhoMagic : IMagicCommand
{
    public string Name => "#!who";

    public string Help => "Lists the names of the variables.";

    public Task ExecuteAsync(string arguments, IScriptSession session, CancellationToken cancellationToken)
    {
        var names = session.Variables.Select(variable => variable.Name).Order(StringComparer.Ordinal);
        session.Output.Write(StandardStream.Output, string.Join('\n', names) + "\n");
        return Task.CompletedTask;
    }
}
