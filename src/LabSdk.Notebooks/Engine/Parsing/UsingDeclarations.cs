using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LabSdk.Notebooks.Engine;

/// <summary>
/// <c>using var lab = ...;</c> at the top level of a cell, which the script dialect of C# refuses. It becomes a plain
/// variable, which the session disposes: so the same text works in a program and in a notebook, where later cells go on
/// using the object.
/// </summary>
internal static class UsingDeclarations
{
    /// <summary>Code without the keyword, and the names of the variables it stood before.</summary>
    /// <param name="Code">As long as the original.</param>
    /// <param name="Names">The variables to dispose.</param>
    public sealed record Rewritten(string Code, IReadOnlyList<string> Names);

    /// <summary>Rewrites the declarations; also drops <c>using</c> lines of .NET Interactive, whose display calls are built in.</summary>
    public static Rewritten Rewrite(string code)
    {
        if (!code.Contains("using", StringComparison.Ordinal))
        {
            return new Rewritten(code, []);
        }

        var tokens = SyntaxFactory.ParseTokens(code, options: CSharpParseOptions.Default.WithKind(SourceCodeKind.Script)).ToArray();
        var text = code.ToCharArray();
        var names = new List<string>();
        var depth = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            depth += tokens[i].Kind() switch
            {
                SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => 1,
                SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => -1,
                _ => 0,
            };
            if (depth != 0 || !tokens[i].IsKind(SyntaxKind.UsingKeyword))
            {
                continue;
            }

            if (DeclaredName(tokens, i) is { } name)
            {
                var first = i > 0 && tokens[i - 1].ValueText == "await" ? tokens[i - 1].SpanStart : tokens[i].SpanStart;
                Blanks.Fill(text.AsSpan(first, tokens[i].Span.End - first));
                names.Add(name);
            }
            else if (IsOfOldHost(tokens, i) is { } end)
            {
                Blanks.Fill(text.AsSpan(tokens[i].SpanStart, end - tokens[i].SpanStart));
            }
        }

        return new Rewritten(new string(text), names);
    }

    /// <summary>The variable of a declaration; null for a directive (<c>using A;</c>, <c>using A = B;</c>) and a statement with parentheses.</summary>
    private static string? DeclaredName(SyntaxToken[] tokens, int at)
    {
        var next = at + 1;
        if (next >= tokens.Length || tokens[next].Kind() is SyntaxKind.OpenParenToken or SyntaxKind.StaticKeyword or SyntaxKind.UnsafeKeyword)
        {
            return null;
        }

        for (var i = next; i < tokens.Length; i++)
        {
            switch (tokens[i].Kind())
            {
                case SyntaxKind.EqualsToken:
                    return i - next >= 2 && tokens[i - 1].IsKind(SyntaxKind.IdentifierToken) ? tokens[i - 1].ValueText : null;
                case SyntaxKind.SemicolonToken or SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken:
                    return null;
            }
        }

        return null;
    }

    private static int? IsOfOldHost(SyntaxToken[] tokens, int at)
    {
        var first = at + 1 < tokens.Length && tokens[at + 1].IsKind(SyntaxKind.StaticKeyword) ? at + 2 : at + 1;
        string[] name = ["Microsoft", ".", "DotNet", ".", "Interactive"];
        if (first + name.Length > tokens.Length || !name.SequenceEqual(tokens.Skip(first).Take(name.Length).Select(t => t.ValueText)))
        {
            return null;
        }

        var end = Array.FindIndex(tokens, first, t => t.IsKind(SyntaxKind.SemicolonToken));
        return end < 0 ? null : tokens[end].Span.End;
    }
}
