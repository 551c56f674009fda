using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LabSdk.Notebooks;

/// <summary>A C# cell taken apart: directives, usings, members.</summary>
internal sealed partial class CellSyntax
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script);
    private readonly SourceText _text;

    public CellSyntax(string code)
    {
        Code = code;
        _text = SourceText.From(code);
        var plain = UsingVariable().Replace(code, match => new string(' ', match.Length));
        Root = CSharpSyntaxTree.ParseText(SourceText.From(plain), Options).GetCompilationUnitRoot();
        Directives = [.. Root.DescendantTrivia(descendIntoTrivia: false).Where(IsLineOfScripts).Select(Directive)];
    }

    public string Code { get; }

    public CompilationUnitSyntax Root { get; }

    /// <summary>The lines <c>#r</c>, <c>#load</c>, <c>#:</c> and magic commands; <c>#if</c> and its like belong to the code.</summary>
    public IReadOnlyList<ScriptDirective> Directives { get; }

    /// <summary>The using directives.</summary>
    public IEnumerable<UsingDirectiveSyntax> Usings => Root.Usings.Where(item => !item.SemicolonToken.IsMissing);

    /// <summary>The last expression when it has no semicolon and so is the result of the cell.</summary>
    public ExpressionSyntax? Result =>
        Root.Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement } ? statement.Expression : null;

    /// <summary>Names of variables that the cell declares for the cells after it.</summary>
    public IEnumerable<string> Variables => Root.Members.OfType<FieldDeclarationSyntax>().SelectMany(item => item.Declaration.Variables).Select(variable => variable.Identifier.ValueText);

    /// <summary>The lines that a node fills, with the end of the last one, when nothing else stands on them; otherwise the node.</summary>
    public TextSpan LinesOf(SyntaxNode node)
    {
        var (first, last) = (_text.Lines.GetLineFromPosition(node.SpanStart), _text.Lines.GetLineFromPosition(node.Span.End));
        var isAlone = string.IsNullOrWhiteSpace(Code[first.Start..node.SpanStart]) && string.IsNullOrWhiteSpace(Code[node.Span.End..last.End]);
        return isAlone ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : node.Span;
    }

    // "#!" is a shebang on the first line and a bad directive elsewhere.
    private static bool IsLineOfScripts(SyntaxTrivia trivia) => trivia.Kind() is
        SyntaxKind.ReferenceDirectiveTrivia or SyntaxKind.LoadDirectiveTrivia or SyntaxKind.ShebangDirectiveTrivia
        or SyntaxKind.BadDirectiveTrivia or SyntaxKind.IgnoredDirectiveTrivia;

    private ScriptDirective Directive(SyntaxTrivia trivia)
    {
        var line = _text.Lines.GetLineFromPosition(trivia.SpanStart);
        return new ScriptDirective(Code[line.Start..line.End].Trim(), TextSpan.FromBounds(line.Start, line.EndIncludingLineBreak));
    }

    // "using var x = ..." is not known to the grammar of scripts; without the keyword it is a variable like any other.
    [GeneratedRegex(@"^(await[ \t]+)?using[ \t]+(?=(?!static\b|unsafe\b|global\b)[\w.<>,?\[\]]+[ \t]+\w+[ \t]*=)", RegexOptions.Multiline)]
    private static partial Regex UsingVariable();
}
