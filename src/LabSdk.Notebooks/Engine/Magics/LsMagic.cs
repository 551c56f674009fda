using LabSdk.Display;

namespace LabSdk.Notebooks.Engine;

/// <summary>Shows the magic commands.</summary>
internal sealed class LsMagic : IMagicCommand
{
    public string Name => "#!lsmagic";

    public string Help => "Lists the magic commands.";

    public Task ExecuteAsync(string arguments, IScriptSession session, CancellationToken cancellationToken)
    {
        var rows = ((CellSession)session).Magics
            .OrderBy(magic => magic.Name, StringComparer.Ordinal)
            .Select(magic => (IReadOnlyList<Cell>)[Cell.Code(magic.Name), Cell.Text(magic.Help)]);
        session.Output.Show(new TableModel([new TableColumn("Command"), new TableColumn("What it does")], rows) { ShowSize = false }.ToMimeBundle());
        return Task.CompletedTask;
    }
}
