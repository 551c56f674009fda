using LabSdk.Display;
using LabSdk.Text;

namespace LabSdk.Notebooks.Engine;

/// <summary>Runs the pieces of one cell in order.</summary>
internal sealed class CellRunner(ScriptSession session, RunningCell cell, CellRequest request)
{
    /// <summary>Runs the cell; what it throws is the cell's error.</summary>
    /// <returns>The value of the last expression.</returns>
    public async Task<object?> RunAsync()
    {
        // These flow into everything that the cell starts, so that late output of background work still finds its cell.
        CellScope.Enter(request.Output);
        using var sink = DisplaySink.Use(request.Output);
        using var interrupt = Interrupts.Enter(cell);
        return await RunAsync(request.Code).ConfigureAwait(false);
    }

    private async Task<object?> RunAsync(string code)
    {
        object? value = null;
        foreach (var part in CellParser.Parse(code))
        {
            cell.ThrowIfInterrupted();
            switch (part)
            {
                case CodePart plain:
                    value = await session.RunAsync(plain.Text, request.Name, cell, ShowResult).ConfigureAwait(false);
                    break;
                case MagicPart magic:
                    await RunAsync(magic).ConfigureAwait(false);
                    break;
            }
        }

        return value;
    }

    private async Task RunAsync(MagicPart magic)
    {
        var command = session.Magics.FirstOrDefault(m => string.Equals(m.Name, magic.Name, StringComparison.OrdinalIgnoreCase))
            ?? throw new CompilationFailedException(Unknown(magic));
        var view = new CellSession(session, cell, request.Output, code => RunAsync(code));
        await command.ExecuteAsync(magic.Arguments, view, cell.Token).ConfigureAwait(false);
    }

    private CellError Unknown(MagicPart magic)
    {
        var message = $"({magic.Line},1): there is no magic command '{magic.Name}'.";
        var hint = NearestNames.Hint(magic.Name, session.Magics.Select(m => m.Name), "magic commands");
        return new CellError("CompilationError", message, [message, "Hint: " + hint]);
    }

    // On the cell's thread: a view may run code of the user, which must be interruptible like the rest of the cell.
    private void ShowResult(object? value)
    {
        if (value is not null && Views.ToMimeBundle(value, request.Output) is { } bundle)
        {
            request.Output.ShowResult(bundle);
        }
    }
}
