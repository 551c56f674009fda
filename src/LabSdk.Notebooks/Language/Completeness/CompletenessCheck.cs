using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LabSdk.Notebooks.Language;

/// <summary>Whether a cell could be run as it stands: the compiler's own answer, corrected where it is about files and not about typing.</summary>
internal static class CompletenessCheck
{
    // Errors that the parser reports where an open thing began although it reaches to the end of the text: comment,
    // verbatim string, raw string, hole of an interpolated string; and `try { }` at its last brace.
    private static readonly string[] OpenToTheEnd = ["CS1035", "CS1039", "CS8997", "CS8076", "CS1524"];

    public static CodeCompleteness Check(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, ScriptSyntax.Options);
        var errors = tree.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        if (errors.Length == 0)
        {
            return SyntaxFactory.IsCompleteSubmission(tree) ? new(CompletenessStatus.Complete) : Incomplete(code, isLiteral: false);
        }

        // What is missing after the last token can still be typed; an earlier error no continuation can make good.
        var last = tree.GetRoot().GetLastToken();
        var isOpen = Array.TrueForAll(errors, error =>
            OpenToTheEnd.Contains(error.Id) || (error.Location.SourceSpan.IsEmpty && error.Location.SourceSpan.Start >= last.Span.End));
        return isOpen
            ? Incomplete(code, isLiteral: Array.Exists(errors, error => error.Id is "CS1035" or "CS1039" or "CS8997"))
            : new(CompletenessStatus.Invalid);
    }

    private static CodeCompleteness Incomplete(string code, bool isLiteral) =>
        new(CompletenessStatus.Incomplete, isLiteral ? Indentation.OfLastLine(code) : Indentation.After(code));
}
