using System.Xml.Linq;
using LabSdk.Display;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Language;

/// <summary>Explains a symbol: declaration, documentation, and of a variable its value now.</summary>
/// <param name="values">Reads live values.</param>
internal sealed class Inspector(LiveValue values)
{
    private readonly SymbolDocumentation _documentation = new();

    public async Task<MimeBundle?> InspectAsync(Document document, CompilationUnitSyntax root, int position, bool isDetailed, CancellationToken cancellationToken)
    {
        var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        if (SymbolFinder.Find(root, model, position, cancellationToken) is not var (symbol, node))
        {
            return null;
        }

        var blocks = new List<Block> { new TextBlock(Declaration(symbol, isDetailed), TextStyle.Code) };
        AddDocumentation(blocks, symbol, _documentation.Find(symbol, model.Compilation), isDetailed);
        if (node is ExpressionSyntax expression && await LiveBlock.OfAsync(Value(expression, symbol, model, cancellationToken), cancellationToken).ConfigureAwait(false) is { } value)
        {
            blocks.Add(new Section("Value now", value));
        }

        return new Stack(blocks).ToMimeBundle();
    }

    private object? Value(ExpressionSyntax expression, ISymbol symbol, SemanticModel model, CancellationToken cancellationToken)
    {
        // The name after a dot means the whole chain up to it.
        var whole = expression.Parent is MemberAccessExpressionSyntax member && member.Name == expression ? member : expression;
        return symbol is IFieldSymbol or IPropertySymbol ? values.Of(whole, model, cancellationToken) : null;
    }

    private static string Declaration(ISymbol symbol, bool isDetailed)
    {
        var overloads = symbol is IMethodSymbol method ? Overloads(method) : [];
        var first = SymbolText.Declaration(symbol);
        return overloads.Length == 0 ? first
            : isDetailed ? string.Join('\n', overloads.Select(SymbolText.Declaration).Prepend(first))
            : $"{first}  (+{overloads.Length} {(overloads.Length == 1 ? "overload" : "overloads")})";
    }

    private static IMethodSymbol[] Overloads(IMethodSymbol method) =>
    [
        .. (method.ReducedFrom ?? method).ContainingType?.GetMembers(method.Name).OfType<IMethodSymbol>()
            .Where(other => !SymbolEqualityComparer.Default.Equals(other.OriginalDefinition, (method.ReducedFrom ?? method).OriginalDefinition)
                && other.DeclaredAccessibility == Accessibility.Public) ?? [],
    ];

    private static void AddDocumentation(List<Block> blocks, ISymbol symbol, XElement? documentation, bool isDetailed)
    {
        if (documentation is null)
        {
            return;
        }

        AddText(blocks, null, documentation.Element("summary"));
        AddNames(blocks, "Parameters", documentation.Elements("param"), element => element.Attribute("name")?.Value ?? "");
        AddText(blocks, "Returns", documentation.Element("returns"));
        AddText(blocks, "Value", documentation.Element("value"));
        AddNames(blocks, "Exceptions", documentation.Elements("exception"), element => DocumentationText.Name(element.Attribute("cref")?.Value ?? ""));
        if (isDetailed)
        {
            AddNames(blocks, "Type parameters", documentation.Elements("typeparam"), element => element.Attribute("name")?.Value ?? "");
            AddText(blocks, "Remarks", documentation.Element("remarks"));
            AddText(blocks, "Example", documentation.Element("example"));
            blocks.Add(new TextBlock($"{symbol.ContainingAssembly?.Name}", TextStyle.Muted));
        }
    }

    private static void AddText(List<Block> blocks, string? title, XElement? element)
    {
        if (DocumentationText.Of(element) is { Length: > 0 } text)
        {
            blocks.Add(title is null ? new TextBlock(text) : new Section(title, new TextBlock(text)));
        }
    }

    private static void AddNames(List<Block> blocks, string title, IEnumerable<XElement> elements, Func<XElement, string> name)
    {
        var items = elements.Select(element => new Property(name(element), Cell.Text(DocumentationText.Of(element)))).ToArray();
        if (items.Length > 0)
        {
            blocks.Add(new Section(title, new PropertyList(items)));
        }
    }
}
