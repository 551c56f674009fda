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
        _directives = new DirectiveCompletion(context, options.WorkingDirectory ?? Environment.CurrentDirectory);
        _literals = new LiteralCompletion(context, [.. options.StringCompletions, new ColumnCompletion(), new UnitCompletion()]);
        _inspector = new Inspector(context);
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
        if (_directives.Complete(code, position) is { } directive)
        {
            return directive;
        }

        var plain = PlainCode.Of(code);
        var document = _solution.Value.Open(plain);
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

    /// <inheritdoc cref="IScriptEngine.InspectAsync"/>
    public Task<MimeBundle?> InspectAsync(string code, int position, bool isDetailed, CancellationToken cancellationToken) =>
        _inspector.InspectAsync(_solution.Value.Open(PlainCode.Of(code)), Math.Clamp(position, 0, code.Length), isDetailed, cancellationToken);

    /// <inheritdoc cref="IScriptEngine.CheckCompleteness"/>
    public CodeCompleteness CheckCompleteness(string code) => CompletenessCheck.Check(PlainCode.Of(code));

    public void Dispose()
    {
        if (_solution.IsValueCreated)
        {
            _solution.Value.Dispose();
        }
    }
}
