using Microsoft.CodeAnalysis.CSharp;

namespace LabSdk.Notebooks.Language;

/// <summary>The few statements that are longer to type than to change.</summary>
internal static class Snippets
{
    private static readonly Proposal[] All =
    [
        .. new[]
        {
            "for (var i = 0; i < 10; i++) { }",
            "foreach (var item in items) { }",
            "try { } catch (Exception error) { }",
        }.Select(text => new Proposal(text, "snippet", ProposalGroup.Snippet)),
    ];

    public static IEnumerable<Proposal> At(Cursor cursor) =>
        cursor.Typed.Length >= 2 && cursor.Left.Kind() is SyntaxKind.None or SyntaxKind.SemicolonToken or SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken
            ? All.Where(snippet => snippet.Text.StartsWith(cursor.Typed, StringComparison.Ordinal))
            : [];
}
