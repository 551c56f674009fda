using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LabSdk.Notebooks.Engine;

/// <summary>The strings and comments of C# code that go over several lines: lines in them are no directives.</summary>
internal static class HiddenText
{
    /// <summary>Where they are.</summary>
    /// <param name="code">C# without its directive lines.</param>
    public static IReadOnlyList<TextSpan> Find(string code)
    {
        var found = new List<TextSpan>();
        foreach (var token in SyntaxFactory.ParseTokens(code, options: CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Preview)))
        {
            Add(token.Span);
            foreach (var trivia in token.LeadingTrivia.Concat(token.TrailingTrivia))
            {
                Add(trivia.IsKind(SyntaxKind.DisabledTextTrivia) ? TextSpan.FromBounds(trivia.SpanStart - 1, trivia.Span.End) : trivia.Span);
            }
        }

        return found;

        void Add(TextSpan span)
        {
            if (span.Length > 1 && code.AsSpan(Math.Max(0, span.Start), span.End - Math.Max(0, span.Start)).Contains('\n'))
            {
                found.Add(span);
            }
        }
    }
}
