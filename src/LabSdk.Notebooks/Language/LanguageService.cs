using LabSdk.Display;
using LabSdk.Notebooks.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Language;

/// <summary>Completion, inspection and completeness of cells.</summary>
/// <remarks>Thread-safe. Any code and any position is allowed: what makes no sense has no proposals.</remarks>
internal sealed class LanguageService : ILanguageService
{
    private readonly Lazy<SessionSolution> _solution;
    private readonly DirectiveCompletion _directives;
    private readonly LiteralCompletion _literals;
    private readonly Inspector _inspector;

    /// <summary>Creates the service of a session.</summary>
    /// <param name="context">What the session has declared.</param>
    /// <param name="options">What the session started with.</param>
    public LanguageService(ILanguageContext context, ScriptEngineOptions options)
    {
        // A headless run never asks anything: nothing of the workspace is loaded then.
        _solution = new Lazy<SessionSolution>(() => new SessionSolution(context));
        _directives = new DirectiveCompletion(context, SessionFolder.Of(options));
        IReadOnlyList<IStringCompletion> sources = [.. options.StringCompletions, new ColumnCompletion(), new UnitCompletion()];
        var values = new LiveValue(context, sources);
        _literals = new LiteralCompletion(values, sources);
        _inspector = new Inspector(values);
    }

    /// <summary>Loads what the first question needs, so that it is answered quickly.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        const string Code = "System.Math.";
        await CompleteAsync(Code, Code.Length, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="IScriptEngine.CompleteAsync"/>
    public async Task<CompletionList> CompleteAsync(string code, int position, CancellationToken cancellationToken)
    {
        position = Math.Clamp(position, 0, code.Length);
        return _directives.Complete(code, position)
            ?? await AskAsync(code, (document, root) => CompleteCodeAsync(document, root, position, cancellationToken), cancellationToken).ConfigureAwait(false)
            ?? ProposalList.Empty(position);
    }

    /// <inheritdoc cref="IScriptEngine.InspectAsync"/>
    public Task<MimeBundle?> InspectAsync(string code, int position, bool isDetailed, CancellationToken cancellationToken) =>
        AskAsync(code, (document, root) => _inspector.InspectAsync(document, root, Math.Clamp(position, 0, code.Length), isDetailed, cancellationToken), cancellationToken);

    /// <inheritdoc cref="IScriptEngine.CheckCompleteness"/>
    public CodeCompleteness CheckCompleteness(string code) =>
        Nesting.IsTooDeep(code) ? new(CompletenessStatus.Invalid) : CompletenessCheck.Check(PlainCode.Of(code));

    public void Dispose()
    {
        if (_solution.IsValueCreated)
        {
            _solution.Value.Dispose();
        }
    }

    // Code that is being written can be anything, and the compiler gives up on some of it by throwing: then there is
    // nothing to say, and the prompt stays usable.
    private async Task<T?> AskAsync<T>(string code, Func<Document, CompilationUnitSyntax, Task<T?>> ask, CancellationToken cancellationToken)
        where T : class
    {
        if (Nesting.IsTooDeep(code))
        {
            return null;
        }

        try
        {
            var document = await _solution.Value.OpenAsync(PlainCode.Of(code), cancellationToken).ConfigureAwait(false);
            var root = (CompilationUnitSyntax)(await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
            return Nesting.IsTooDeep(root) ? null : await ask(document, root).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            return null;
        }
    }

    private async Task<CompletionList?> CompleteCodeAsync(Document document, CompilationUnitSyntax root, int position, CancellationToken cancellationToken)
    {
        var cursor = Cursor.At(root.ToFullString(), position, root);
        if (LiteralPlace.Find(cursor) is { } literal)
        {
            var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
            return _literals.Complete(model, cursor, literal, cancellationToken);
        }

        if (cursor.IsInInertText())
        {
            return null;
        }

        var symbols = await SymbolProposals.FindAsync(document, cursor, cancellationToken).ConfigureAwait(false);
        return ProposalList.Build(cursor.Start, position, cursor.Typed, symbols.Concat(Keywords.At(cursor)).Concat(Snippets.At(cursor)));
    }
}
