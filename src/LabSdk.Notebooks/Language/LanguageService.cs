using LabSdk.Display;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Language;

/// <summary>Completion, inspection and completeness of cells.</summary>
/// <remarks>Thread-safe. Any code and any position is allowed: what makes no sense has no proposals.</remarks>
internal sealed class LanguageService : IDisposable
{
    private readonly SessionSolution _solution;
    private readonly DirectiveCompletion _directives;
    private readonly LiteralCompletion _literals;

    /// <summary>Creates the service of a session.</summary>
    /// <param name="context">What the session has declared.</param>
    /// <param name="magics">Its magic commands.</param>
    /// <param name="strings">Who proposes the content of strings.</param>
    /// <param name="workingDirectory">Folder that relative paths start from; null for the current one.</param>
    public LanguageService(
        ILanguageContext context,
        IReadOnlyList<IMagicCommand> magics,
        IReadOnlyList<IStringCompletion> strings,
        string? workingDirectory = null)
    {
        _solution = new SessionSolution(context);
        _directives = new DirectiveCompletion(magics, workingDirectory ?? Environment.CurrentDirectory);
        _literals = new LiteralCompletion(context, [.. strings, new ColumnCompletion(), new UnitCompletion()]);
    }

    /// <summary>Loads what the first question needs, so that it is answered quickly.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        const string Code = "System.Math.";
        await CompleteAsync(Code, Code.Length, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="IScriptEngine.CompleteAsync"/>
    public async Task<CompletionList> CompleteAsync(string code, int position, CancellationToken cancellationToken = default)
    {
        position = Math.Clamp(position, 0, code.Length);
        if (_directives.Complete(code, position) is { } directive)
        {
            return directive;
        }

        var plain = PlainCode.Of(code);
        var document = _solution.Open(plain);
        var root = (CompilationUnitSyntax)(await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var cursor = Cursor.At(plain, position, root);
        if (LiteralPlace.Find(cursor) is { } literal)
        {
            var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
            return _literals.Complete(model, cursor, literal, cancellationToken);
        }

        if (cursor.IsInInertText())
        {
            return ProposalList.Empty(position);
        }

        var symbols = await SymbolProposals.FindAsync(document, cursor, cancellationToken).ConfigureAwait(false);
        return ProposalList.Build(cursor.Start, position, cursor.Typed, symbols.Concat(Keywords.At(cursor)).Concat(Snippets.At(cursor)));
    }

    /// <inheritdoc cref="IScriptEngine.CheckCompleteness"/>
    public static CodeCompleteness CheckCompleteness(string code) => CompletenessCheck.Check(PlainCode.Of(code));

    public void Dispose() => _solution.Dispose();
}
