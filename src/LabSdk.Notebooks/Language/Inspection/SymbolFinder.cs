using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Language;

/// <summary>What stands at the cursor: the name it touches, or the call whose arguments it stands in.</summary>
internal static class SymbolFinder
{
    /// <summary>The symbol and the expression it was found in; null when nothing is there.</summary>
    public static (ISymbol Symbol, SyntaxNode Node)? Find(CompilationUnitSyntax root, SemanticModel model, int position, CancellationToken cancellationToken)
    {
        foreach (var at in new[] { position, position - 1 })
        {
            if (at < 0 || at > root.FullSpan.End)
            {
                continue;
            }

            var token = root.FindToken(at);
            if (token.Span.Contains(at) && IsName(token) && Named(token, model, cancellationToken) is { } found)
            {
                return found;
            }
        }

        return root.FindToken(Math.Clamp(position - 1, 0, root.FullSpan.End)).Parent?.AncestorsAndSelf()
            .OfType<BaseArgumentListSyntax>()
            .Where(list => list.SpanStart < position)
            .Select(list => list.Parent is { } call && SymbolOf(call, model, cancellationToken, list.Arguments.Count) is { } symbol ? (symbol, call) : ((ISymbol, SyntaxNode)?)null)
            .FirstOrDefault(found => found is not null);
    }

    private static bool IsName(SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken) || SyntaxFacts.IsPredefinedType(token.Kind()) || token.IsKind(SyntaxKind.ThisKeyword);

    private static (ISymbol, SyntaxNode)? Named(SyntaxToken token, SemanticModel model, CancellationToken cancellationToken)
    {
        if (token.Parent is not { } node)
        {
            return null;
        }

        // `new Thing(` means the constructor, once the name is not written on its way.
        var symbol = node is TypeSyntax { Parent: ObjectCreationExpressionSyntax creation }
            ? SymbolOf(creation, model, cancellationToken) ?? SymbolOf(node, model, cancellationToken)
            : SymbolOf(node, model, cancellationToken) ?? model.GetDeclaredSymbol(node, cancellationToken);
        return symbol is null or IErrorTypeSymbol ? null : (symbol, node);
    }

    private static ISymbol? SymbolOf(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken, int arguments = 0)
    {
        var info = model.GetSymbolInfo(node, cancellationToken);
        return info.Symbol ?? info.CandidateSymbols.OrderBy(candidate => Distance(candidate, arguments)).FirstOrDefault();
    }

    // Of several methods, while the call is being written: the one that takes what stands there and little more.
    private static int Distance(ISymbol candidate, int arguments) => candidate switch
    {
        IMethodSymbol { Parameters: [.., { IsParams: true }] } => 50,
        IMethodSymbol method when method.Parameters.Length >= arguments => method.Parameters.Length - arguments,
        _ => 100,
    };
}
