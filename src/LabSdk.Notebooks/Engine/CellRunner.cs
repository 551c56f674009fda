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
            return await RunAsync(request.Code, request.Name, new ScriptFiles(null, session.Folder, null), ShowResult).ConfigureAwait(false);
        }
        finally
        {
            _end.Run();
        }
    }

    /// <param name="code">The code.</param>
    /// <param name="name">Its name in errors.</param>
    /// <param name="files">Where relative paths begin.</param>
    /// <param name="showLast">Shows the value that the code ends with; values before a magic line are shown like any other output.</param>
    private async Task<object?> RunAsync(string code, string name, ScriptFiles files, Action<object?> showLast)
    {
        object? value = null;
        var parts = CellParser.Parse(code);
        if (parts.OfType<WrongPart>().FirstOrDefault() is { } wrong)
        {
            throw CompilationFailedException.At(wrong.Line, wrong.Message);
        }

        var last = parts.OfType<CodePart>().LastOrDefault();
        foreach (var part in parts)
        {
            cell.ThrowIfInterrupted();
            if (part is CodePart plain)
            {
                value = await session.RunAsync(plain.Text, name, cell, plain == last ? showLast : Show).ConfigureAwait(false);
            }
            else
            {
                await RunAsync(part, parts, files).ConfigureAwait(false);
            }
        }

        return value;
    }

    private async Task RunAsync(CellPart part, IReadOnlyList<CellPart> parts, ScriptFiles files)
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
                foreach (var source in parts.OfType<PackageSourcePart>())
                {
                    session.Packages.AddSource(source.Source, files.Folder);
                }

                // All packages of a cell in one go: one restore, and versions that fit together.
                await session.Packages.AddAsync([.. parts.OfType<PackagePart>()], session.References, request.Output, cell.Token).ConfigureAwait(false);
                break;
            case LoadPart load:
                var (inside, code) = await files.ReadAsync(load.Path, cell.Token).ConfigureAwait(false);
                await RunAsync(code, inside.File!, inside, _ => { }).ConfigureAwait(false);
                break;
        }
    }

    private async Task RunAsync(MagicPart magic, ScriptFiles files)
    {
        var command = session.Magics.FirstOrDefault(m => string.Equals(m.Name, magic.Name, StringComparison.OrdinalIgnoreCase))
            ?? throw CompilationFailedException.At(
                magic.Line,
                $"there is no magic command '{magic.Name}'.",
                NearestNames.Hint(magic.Name, session.Magics.Select(m => m.Name), "magic commands"));
        var view = new CellSession(session, cell, request.Output, _end, code => RunAsync(code, request.Name, files, Show));
        await cell.WatchAsync(command.ExecuteAsync(magic.Arguments, view, cell.Token)).ConfigureAwait(false);
    }

    private void Tell(string? text)
    {
        if (text is not null)
        {
            request.Output.Write(StandardStream.Error, text + "\n");
        }
    }

    private void ShowResult(object? value)
    {
        if (Form(value) is { } bundle)
        {
            request.Output.ShowResult(bundle);
        }
    }

    private void Show(object? value)
    {
        if (Form(value) is { } bundle)
        {
            request.Output.Show(bundle);
        }
    }

    // On the cell's thread: a view may run code of the user, which must be interruptible like the rest of the cell. Forms are
    // made when they are first asked for, which must not be later on a thread of the host.
    private MimeBundle? Form(object? value)
    {
        // A panel opens its controls in the output itself, and leaves nothing to show.
        var bundle = value is null ? null : Views.ToMimeBundle(value, request.Output);
        _ = (bundle?.PlainText, bundle?.Html);
        if (value is not null)
        {
            // A view never throws: the interrupt of an endless one would look like its result.
            cell.ThrowIfInterrupted();
        }

        return bundle;
    }
}
