using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks;

/// <summary>
/// C# as HTML with its parts marked, from the syntax alone: needs no references and no start-up, and marks the same text the
/// same way everywhere.
/// </summary>
internal static class CSharpHighlighter
{
    private const int LongestCode = 200_000;
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>The code, encoded, with <c>span</c> elements of the classes <c>tok-…</c>.</summary>
    public static string ToHtml(string code)
    {
        if (code.Length > LongestCode)
        {
            return HtmlText.Encode(code);
        }

        var root = CSharpSyntaxTree.ParseText(code, Options).GetCompilationUnitRoot();
        var result = new StringBuilder(code.Length * 2);
        var at = 0;
        foreach (var token in root.DescendantTokens())
        {
            foreach (var trivia in token.LeadingTrivia)
            {
                Append(result, code, ref at, trivia.FullSpan.End, TriviaClass(trivia));
            }

            Append(result, code, ref at, token.Span.End, TokenClass(token));
            foreach (var trivia in token.TrailingTrivia)
            {
                Append(result, code, ref at, trivia.FullSpan.End, TriviaClass(trivia));
            }
        }

        Append(result, code, ref at, code.Length, null);
        return result.ToString();
    }

    private static void Append(StringBuilder result, string code, ref int at, int end, string? style)
    {
        if (end <= at)
        {
            return;
        }

        var text = code.AsSpan(at, end - at);
        at = end;
        if (style is null || text.IsWhiteSpace())
        {
            HtmlText.Append(result, text);
            return;
        }

        result.Append("<span class=\"tok-").Append(style).Append("\">");
        HtmlText.Append(result, text);
        result.Append("</span>");
    }

    private static string? TriviaClass(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia
            or SyntaxKind.MultiLineDocumentationCommentTrivia or SyntaxKind.DisabledTextTrivia => "comment",
        _ => trivia.IsDirective ? "directive" : null,
    };

    private static string? TokenClass(SyntaxToken token)
    {
        switch (token.Kind())
        {
            case SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.Utf8StringLiteralToken
                or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringEndToken
                or SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.InterpolatedSingleLineRawStringStartToken
                or SyntaxKind.InterpolatedMultiLineRawStringStartToken or SyntaxKind.InterpolatedRawStringEndToken:
                return "string";
            case SyntaxKind.NumericLiteralToken:
                return "number";
            case SyntaxKind.IdentifierToken:
                return IdentifierClass(token);
            default:
                return token.IsKeyword() || SyntaxFacts.IsContextualKeyword(token.Kind()) ? "keyword" : null;
        }
    }

    private static string? IdentifierClass(SyntaxToken token) => token.Parent switch
    {
        IdentifierNameSyntax { IsVar: true } => "keyword",
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or TypeParameterSyntax or ConstructorDeclarationSyntax => "type",
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => "method",
        SimpleNameSyntax name => NameClass(name),
        _ => token.ValueText is "var" or "nameof" or "await" or "field" ? "keyword" : null,
    };

    private static string? NameClass(SimpleNameSyntax name)
    {
        var whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name;
        return whole.Parent switch
        {
            InvocationExpressionSyntax call when call.Expression == whole => "method",
            MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax } => "method",
            VariableDeclarationSyntax or ParameterSyntax or ObjectCreationExpressionSyntax or TypeArgumentListSyntax or CastExpressionSyntax
                or TypeOfExpressionSyntax or DefaultExpressionSyntax or BaseTypeSyntax or DeclarationPatternSyntax or ArrayTypeSyntax
                or NullableTypeSyntax or MethodDeclarationSyntax or LocalFunctionStatementSyntax or AttributeSyntax or CatchDeclarationSyntax
                or RecursivePatternSyntax or PropertyDeclarationSyntax => "type",
            MemberAccessExpressionSyntax member when member.Expression == whole && whole is SimpleNameSyntax && name.Identifier.ValueText is [>= 'A' and <= 'Z', ..] => "type",
            _ => name is GenericNameSyntax ? "type" : null,
        };
    }
}
