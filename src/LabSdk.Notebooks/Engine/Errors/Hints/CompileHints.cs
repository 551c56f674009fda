using LabSdk.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Engine;

/// <summary>Advice for the compile errors that cells have most.</summary>
internal sealed class CompileHints(Compilation compilation)
{
    private const string UnknownNamespace = "Check the spelling. A package is added with #r \"nuget: Name\", a library with #r \"path.dll\".";

    private static readonly Dictionary<string, string> Fixed = new(StringComparer.Ordinal)
    {
        ["CS0201"] = "To show the value, write it as the last line without a semicolon, or call .Show() on it.",
        ["CS1002"] = "A statement ends with a semicolon; only the last expression of a cell may be without one.",
        ["CS1513"] = "A brace that was opened is not closed.",
        ["CS1026"] = "A parenthesis that was opened is not closed.",
        ["CS1010"] = "A text begins and ends in one line; write \"\"\" before and after one of several lines.",
        ["CS1109"] = "In a cell an extension method stands by itself: static double Twice(this double x) => 2 * x; without a class around it.",
        ["CS9283"] = "A cell cannot declare extension blocks. Write a classic extension method: static double Twice(this double x) => 2 * x;",
        ["CS7021"] = "A cell cannot have a namespace: write the types without it.",
        ["CS9054"] = "A cell cannot have file types: take the word 'file' away.",
        ["CS8345"] = "A variable of a cell is kept, which a span cannot be. Put the code between { and }, or use an array or Memory<T>.",
        ["CS4033"] = "The method that awaits must be async.",
        ["CS0165"] = "Give the variable a value where it is declared.",
    };

    /// <summary>The advice for an error; null when there is none.</summary>
    public string? Of(Diagnostic error) => error.Id switch
    {
        "CS0103" or "CS0246" => UnknownName(error),
        "CS0117" or "CS1061" => UnknownMember(error),
        "CS0234" => UnknownNamespace,
        "CS0029" or "CS0266" or "CS1503" => Awaited(error),
        _ => Fixed.GetValueOrDefault(error.Id),
    };

    private string? UnknownName(Diagnostic error)
    {
        if (Node(error) is not { } node)
        {
            return null;
        }

        if (node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null)
        {
            return UnknownNamespace;
        }

        var name = node is SimpleNameSyntax simple ? simple.Identifier.ValueText : node.ToString();
        var spaces = TypeIndex.Named(name).Select(entry => entry.Namespace)
            .Where(space => space.Length > 0 && !space.StartsWith("Internal", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(space => space.Length).ThenBy(space => space, StringComparer.Ordinal)
            .Take(3).ToArray();
        if (spaces.Length > 0)
        {
            return $"Add {string.Join(" or ", spaces.Select(space => $"using {space};"))}";
        }

        var known = Model(node).LookupSymbols(node.SpanStart).Where(symbol => symbol.CanBeReferencedByName).Select(symbol => symbol.Name);
        return DidYouMean(name, known) ?? "A variable must be declared in this cell or one that ran before. A package is added with #r \"nuget: Name\".";
    }

    private string? UnknownMember(Diagnostic error)
    {
        if (Node(error) is not { } node || node.FirstAncestorOrSelf<MemberAccessExpressionSyntax>() is not { } access)
        {
            return null;
        }

        var model = Model(node);
        var symbol = model.GetSymbolInfo(access.Expression).Symbol;
        var type = symbol as ITypeSymbol ?? model.GetTypeInfo(access.Expression).Type;
        if (type is null)
        {
            return null;
        }

        if (IsTask(type))
        {
            return "The value is a task: write await before it, in parentheses: (await ...)." + access.Name.Identifier.ValueText;
        }

        var members = model.LookupSymbols(node.SpanStart, type, includeReducedExtensionMethods: true).Where(member => member.CanBeReferencedByName);
        return DidYouMean(access.Name.Identifier.ValueText, members.Select(member => member.Name));
    }

    private string? Awaited(Diagnostic error) =>
        Node(error) is ExpressionSyntax expression && Model(expression).GetTypeInfo(expression).Type is { } type && IsTask(type)
            ? "The value is a task: write await before it."
            : null;

    private static bool IsTask(ITypeSymbol type) =>
        type.Name is "Task" or "ValueTask" && type.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks";

    private static string? DidYouMean(string name, IEnumerable<string> known) =>
        name.Length > 2 && NearestNames.Find(name, known) is { Count: > 0 } near ? $"Did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?" : null;

    private static SyntaxNode? Node(Diagnostic error) =>
        error.Location.SourceTree?.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);

    private SemanticModel Model(SyntaxNode node) => compilation.GetSemanticModel(node.SyntaxTree);
}
