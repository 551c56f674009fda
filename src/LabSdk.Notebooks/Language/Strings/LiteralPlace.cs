using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Language;

/// <summary>A string literal that the cursor stands in.</summary>
/// <param name="Token">The literal.</param>
/// <param name="Start">Where its content begins.</param>
/// <param name="Prefix">Its content up to the cursor.</param>
internal sealed record LiteralPlace(SyntaxToken Token, int Start, string Prefix)
{
    /// <summary>The literal around the cursor; null when there is none.</summary>
    public static LiteralPlace? Find(Cursor cursor)
    {
        var token = cursor.Token;
        if (!IsString(token.Kind()) || cursor.Position <= token.SpanStart)
        {
            return null;
        }

        if (cursor.Position >= token.Span.End && !IsOpen(token) && !token.IsKind(SyntaxKind.InterpolatedStringTextToken))
        {
            return null;
        }

        var text = token.Text;
        var head = token.IsKind(SyntaxKind.InterpolatedStringTextToken) ? 0 : text.IndexOf('"', StringComparison.Ordinal);
        while (head >= 0 && head < text.Length && text[head] == '"' && (head == 0 || IsRaw(token.Kind()) || text[head - 1] != '"'))
        {
            head++;
        }

        var start = token.SpanStart + Math.Max(0, head);
        return start <= cursor.Position ? new LiteralPlace(token, start, cursor.Code[start..cursor.Position]) : null;
    }

    private static bool IsString(SyntaxKind kind) => kind is SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken
        or SyntaxKind.InterpolatedStringTextToken || IsRaw(kind);

    private static bool IsRaw(SyntaxKind kind) => kind is SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
        or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken;

    private static bool IsOpen(SyntaxToken token) => token.ContainsDiagnostics || token.IsMissing;
}
