using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Language;

/// <summary>Parsing of cells.</summary>
internal static class ScriptSyntax
{
    /// <summary>The language of cells.</summary>
    public static CSharpParseOptions Options { get; } = new(LanguageVersion.Preview, DocumentationMode.Parse, SourceCodeKind.Script);

    public static CompilationUnitSyntax Parse(string code, CancellationToken cancellationToken = default) =>
        CSharpSyntaxTree.ParseText(code, Options, cancellationToken: cancellationToken).GetCompilationUnitRoot(cancellationToken);
}
