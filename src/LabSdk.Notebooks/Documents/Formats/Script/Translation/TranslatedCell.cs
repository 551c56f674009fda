using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LabSdk.Notebooks;

/// <summary>The C# of one cell on its way into a file.</summary>
internal sealed class TranslatedCell
{
    private readonly TextEdits _edits = new();
    private readonly List<TextSpan> _top = [];
    private readonly List<string> _directives = [];
    private readonly List<(TextSpan Span, string Text)> _inPlace = [];
    private readonly List<string> _usings = [];
    private readonly CellSyntax _syntax;
    private readonly LossList _losses;

    public TranslatedCell(int index, string code, ScriptRules rules, LossList losses)
    {
        Index = index;
        _losses = losses;
        _syntax = new CellSyntax(string.Join('\n', TextLines.Split(code)));
        foreach (var directive in _syntax.Directives)
        {
            Translate(directive, rules);
        }

        if (rules.IsProgram)
        {
            RestoreKept();
        }

        foreach (var item in _syntax.Usings)
        {
            _usings.Add(item.WithoutTrivia().ToString());
            _top.Add(_syntax.LinesOf(item));
        }

        Types = rules.IsProgram ? ProgramMembers.Translate(_syntax, _edits, message => losses.Add(index, message)) : "";
        if (_syntax.Result is { } result)
        {
            Show(result);
        }
    }

    public int Index { get; }

    public IReadOnlyList<string> Directives => _directives;

    public IReadOnlyList<string> Usings => _usings;

    public IEnumerable<PackageName> Packages => _syntax.Directives.Select(directive => directive.Package).OfType<PackageName>();

    public string Types { get; }

    /// <summary>True when the cell came from a program that is built with a project.</summary>
    public bool HasProject => _directives.Any(line => line.StartsWith("#:project", StringComparison.Ordinal));

    public IEnumerable<string> Declared => _syntax.Variables;

    public string Text { get; private set; } = "";

    /// <summary>True when directives, usings and code already stand in the order of a file.</summary>
    public bool IsInOrder
    {
        get
        {
            var lastDirective = _inPlace.Count == 0 ? -1 : _inPlace.Max(item => item.Span.Start);
            return lastDirective <= _syntax.Root.GetFirstToken().SpanStart;
        }
    }

    /// <summary>Leaves everything in its place.</summary>
    public void Keep(IEnumerable<string> extraUsings)
    {
        foreach (var (span, text) in _inPlace)
        {
            _edits.Replace(span, text + "\n");
        }

        var extra = string.Concat(extraUsings.Select(line => line + "\n"));
        if (extra.Length > 0)
        {
            var at = _inPlace.Count > 0 ? _inPlace.Max(item => item.Span.End) : _usings.Count > 0 ? _top.Min(span => span.Start) : 0;
            _edits.InsertFirst(at, extra);
        }

        Text = TextLines.Trimmed(_edits.Apply(_syntax.Code));
    }

    /// <summary>Puts directives and usings at the top, the rest below.</summary>
    public void Rebuild(IEnumerable<string> directives, IEnumerable<string> usings)
    {
        foreach (var span in _top.Concat(_inPlace.Select(item => item.Span)))
        {
            _edits.Remove(span);
        }

        string[] head = [.. directives.Distinct().Concat(usings.Distinct())];
        var body = TextLines.Trimmed(_edits.Apply(_syntax.Code));
        Text = TextLines.Trimmed(string.Join('\n', head) + (head.Length > 0 && body.Length > 0 ? "\n\n" : "") + body);
    }

    private void Translate(ScriptDirective directive, ScriptRules rules)
    {
        var line = directive.Package is { } package ? rules.Package(package)
            : directive.Reference is not null && rules.AllowsFileReferences ? directive.Line
            : directive.Load is { } file ? rules.Load(file)
            : null;
        if (line is not null)
        {
            _directives.Add(line);
            _inPlace.Add((directive.Span, line));
            return;
        }

        _edits.Replace(directive.Span, "// " + directive.Line + "\n");
        _losses.Add(Index, $"'{directive.Line.Split(' ')[0]}' has no counterpart; the line becomes a comment.");
    }

    private void RestoreKept()
    {
        var end = _syntax.Root.GetFirstToken().SpanStart;
        foreach (var line in Microsoft.CodeAnalysis.Text.SourceText.From(_syntax.Code).Lines.TakeWhile(line => line.Start <= end))
        {
            if (line.ToString().StartsWith(ProgramReader.Kept, StringComparison.Ordinal))
            {
                var text = line.ToString()[2..].TrimEnd();
                _directives.Add(text);
                _inPlace.Add((line.SpanIncludingLineBreak, text));
            }
        }
    }

    // Without a semicolon the last expression is shown; a file has to say so.
    private void Show(ExpressionSyntax result)
    {
        if (result is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Show" } } or AssignmentExpressionSyntax)
        {
            _edits.Insert(result.Span.End, ";");
            _losses.Add(Index, "the last expression gets a semicolon.");
            return;
        }

        var isPrimary = result is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
            or LiteralExpressionSyntax or ParenthesizedExpressionSyntax or ObjectCreationExpressionSyntax or TupleExpressionSyntax or GenericNameSyntax
            or InterpolatedStringExpressionSyntax or ThisExpressionSyntax;
        if (!isPrimary)
        {
            _edits.Insert(result.SpanStart, "(");
        }

        _edits.Insert(result.Span.End, isPrimary ? ".Show();" : ").Show();");
        _losses.Add(Index, "the last expression is shown with '.Show()'.");
    }
}
