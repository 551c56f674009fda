using LabSdk.Display;

namespace LabSdk.Notebooks.Engine;

/// <summary>Shows the variables.</summary>
internal sealed class WhosMagic : IMagicCommand
{
    public string Name => "#!whos";

    public string Help => "Shows the variables with their types and values.";

    public Task ExecuteAsync(string arguments, IScriptSession session, CancellationToken cancellationToken)
    {
        var rows = session.Variables
            .OrderBy(variable => variable.Name, StringComparer.Ordinal)
            .Select(variable => (IReadOnlyList<Cell>)[Cell.Code(variable.Name), Cell.Code(TypeText.Of(variable.Type)), Value(variable.Value)]);
        var table = new TableModel([new TableColumn("Name"), new TableColumn("Type"), new TableColumn("Value")], rows) { RowNoun = "variables" };
        session.Output.Show(table.ToMimeBundle());
        return Task.CompletedTask;
    }

    private static Cell Value(object? value)
    {
        try
        {
            return Cell.From(value);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return Cell.Text($"({exception.GetType().Name}: {exception.Message})");
        }
    }
}
