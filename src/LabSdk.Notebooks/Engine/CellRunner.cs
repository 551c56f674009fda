using LabSdk.Display;
using LabSdk.Text;

namespace LabSdk.Notebooks.Engine;

/// <summary>Runs the pieces of one cell in order.</summary>
internal sealed class CellRunner(ScriptSession session, RunningCell cell, CellRequest request)
{
    private readonly CellEnd _end = new();

    /// <summary>Runs the cell; what it throws is the cell's error.</summary>
    /// <returns>The value of the last expression.</returns>
    public async Task<object?> RunAsync()
    {
        // These flow into everything that the cell starts, so that late output of background work still finds its cell.
        CellScope.Enter(request.Output);
        ConsoleRouting.Ensure();
        using var sink = DisplaySink.Use(request.Output);
        using var interrupt = Interrupts.Enter(cell);
        try
        {
            return await RunAsync(request.Code, request.Name, new ScriptFiles(null, session.Folder, null)).ConfigureAwait(false);
        }
        finally
        {
            _end.Run();
        }
    }

    private async Task<object?> RunAsync(string code, string name, ScriptFiles files)
    {
        object? value = null;
        var parts = CellParser.Parse(code);
        if (parts.OfType<WrongPart>().FirstOrDefault() is { } wrong)
        {
            throw CompilationFailedException.At(wrong.Line, wrong.Message);
        }

        foreach (var part in parts)
        {
            cell.ThrowIfInterrupted();
            value = part is CodePart plain
                ? await session.RunAsync(plain.Text, name, cell, ShowResult).ConfigureAwait(false)
                : await RunAsync(part, parts, files).ConfigureAwait(false);
        }

        return value;
    }

    private async Task<object?> RunAsync(CellPart part, IReadOnlyList<CellPart> parts, ScriptFiles files)
    {
        switch (part)
        {
            case MagicPart magic:
                await RunAsync(magic, files).ConfigureAwait(false);
                break;
            case ForeignPart foreign:
                ForeignText.Show(foreign, request.Output);
                break;
            case NotePart note:
                Tell(note.Text);
                break;
            case ReferencePart reference:
                Tell(AssemblyReference.Add(reference.Path, files.Folder, session.References));
                break;
            case PackageSourcePart source:
                session.Packages.AddSource(source.Source, files.Folder);
                break;
            case PackagePart package when ReferenceEquals(package, parts.OfType<PackagePart>().First()):
                // All packages of a cell in one go: one restore, and versions that fit together.
                await session.Packages.AddAsync([.. parts.OfType<PackagePart>()], session.References, request.Output, cell.Token).ConfigureAwait(false);
                break;
            case LoadPart load:
                var (inside, code) = await files.ReadAsync(load.Path, cell.Token).ConfigureAwait(false);
                return await RunAsync(code, inside.File!, inside).ConfigureAwait(false);
        }

        return null;
    }

    private async Task RunAsync(MagicPart magic, ScriptFiles files)
    {
        var command = session.Magics.FirstOrDefault(m => string.Equals(m.Name, magic.Name, StringComparison.OrdinalIgnoreCase))
            ?? throw CompilationFailedException.At(
                magic.Line,
                $"there is no magic command '{magic.Name}'.",
                NearestNames.Hint(magic.Name, session.Magics.Select(m => m.Name), "magic commands"));
        var view = new CellSession(session, cell, request.Output, _end, code => RunAsync(code, request.Name, files));
        await cell.WatchAsync(command.ExecuteAsync(magic.Arguments, view, cell.Token)).ConfigureAwait(false);
    }

    private void Tell(string? text)
    {
        if (text is not null)
        {
            request.Output.Write(StandardStream.Error, text + "\n");
        }
    }

    // On the cell's thread: a view may run code of the user, which must be interruptible like the rest of the cell.
    private void ShowResult(object? value)
    {
        if (value is null)
        {
            return;
        }

        // Forms are made when they are first asked for, which must not be later on a thread of the host.
        var bundle = Views.ToMimeBundle(value);
        _ = (bundle.PlainText, bundle.Html);
        request.Output.ShowResult(bundle);
    }
}
