using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Language;

/// <summary>A place in a cell: the word being typed and the token before it.</summary>
internal sealed class Cursor
{
    private Cursor(string code, int position, int start, SyntaxToken token, SyntaxToken left)
    {
        (Code, Position, Start, Token, Left) = (code, position, start, token, left);
    }

    /// <summary>The cell as plain C#.</summary>
    public string Code { get; }

    /// <summary>Where the cursor is.</summary>
    public int Position { get; }

    /// <summary>Where the word being typed begins.</summary>
    public int Start { get; }

    /// <summary>The word up to the cursor.</summary>
    public string Typed => Code[Start..Position];

    /// <summary>The token that the cursor stands in or after.</summary>
    public SyntaxToken Token { get; }

    /// <summary>The last token that ends before the word; of kind None at the beginning.</summary>
    public SyntaxToken Left { get; }

    public static Cursor At(string code, int position, CompilationUnitSyntax root)
    {
        var start = WordStart(code, position);
        var token = root.FindToken(Math.Max(0, position - 1));
        var left = start == 0 ? default : root.FindToken(start - 1);
        while (left.RawKind != 0 && left.SpanStart >= start)
        {
            left = left.GetPreviousToken();
        }

        return new Cursor(code, position, start, token, left);
    }

    /// <summary>True where nothing can be proposed: in a comment, a number, a character, code that a directive switched off.</summary>
    public bool IsInInertText()
    {
        if (Token.RawKind == 0)
        {
            return false;
        }

        if (Token.IsKind(SyntaxKind.NumericLiteralToken) && Position > Token.SpanStart && Position <= Token.Span.End)
        {
            return true;
        }

        if (Token.IsKind(SyntaxKind.CharacterLiteralToken) && Position > Token.SpanStart && Position < Token.Span.End)
        {
            return true;
        }

        var trivia = Token.Parent?.SyntaxTree.GetRoot().FindTrivia(Math.Max(0, Position - 1), findInsideTrivia: false) ?? default;
        return trivia.Kind() switch
        {
            SyntaxKind.SingleLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.DisabledTextTrivia => true,
            SyntaxKind.MultiLineCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => Position < trivia.Span.End || trivia.ContainsDiagnostics,
            var kind => SyntaxFacts.IsPreprocessorDirective(kind),
        };
    }

    private static int WordStart(string code, int position)
    {
        var start = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
        {
            start--;
        }

        // A word that begins with a digit is a number.
        return start < position && !SyntaxFacts.IsIdentifierStartCharacter(code[start]) ? position : start;
    }
}
