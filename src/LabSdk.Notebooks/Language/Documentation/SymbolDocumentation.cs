using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace LabSdk.Notebooks.Language;

/// <summary>The documentation of symbols, from the source of a cell or from the XML file of their assembly, with what they inherit.</summary>
internal sealed class SymbolDocumentation
{
    private const int DeepestInheritance = 8;
    private readonly DocumentationFiles _files = new();

    /// <summary>The element <c>member</c> of a symbol; null when it has no documentation.</summary>
    public XElement? Find(ISymbol symbol, Compilation compilation) => Find(symbol, compilation, DeepestInheritance);

    private XElement? Find(ISymbol symbol, Compilation compilation, int depth)
    {
        var definition = (symbol is IMethodSymbol { ReducedFrom: { } full } ? full : symbol).OriginalDefinition;
        var own = Own(definition, compilation);
        if (own is null)
        {
            return Parameter(definition, compilation);
        }

        if (depth == 0 || own.Element("inheritdoc") is not { } inherits)
        {
            return own;
        }

        var source = inherits.Attribute("cref")?.Value is { } id
            ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation)
            : Ancestor(definition);
        return source is null || Find(source, compilation, depth - 1) is not { } inherited ? own : Merge(own, inherited);
    }

    private XElement? Own(ISymbol symbol, Compilation compilation)
    {
        if (symbol.Locations.Any(location => location.IsInSource))
        {
            return XmlMember.Parse(symbol.GetDocumentationCommentXml());
        }

        return symbol.GetDocumentationCommentId() is { } id
            && symbol.ContainingAssembly is { } assembly
            && compilation.GetMetadataReference(assembly) is PortableExecutableReference { FilePath: { } path }
            ? _files.Find(path, id)
            : null;
    }

    // The properties of a record are documented as the parameters of the record.
    private XElement? Parameter(ISymbol symbol, Compilation compilation) =>
        symbol is IPropertySymbol { ContainingType: { IsRecord: true } record }
        && Own(record, compilation)?.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == symbol.Name) is { } param
            ? new XElement("member", new XElement("summary", param.Nodes()))
            : null;

    private static ISymbol? Ancestor(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { OverriddenMethod: { } method } => method,
        IPropertySymbol { OverriddenProperty: { } property } => property,
        INamedTypeSymbol type => type.BaseType is { SpecialType: SpecialType.None } parent ? parent : type.Interfaces.FirstOrDefault(),
        _ => symbol.ContainingType?.AllInterfaces
            .SelectMany(type => type.GetMembers(symbol.Name))
            .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol)),
    };

    private static XElement Merge(XElement own, XElement inherited)
    {
        var merged = new XElement(own);
        merged.Elements("inheritdoc").Remove();
        foreach (var element in inherited.Elements())
        {
            var name = element.Attribute("name")?.Value;
            if (!merged.Elements(element.Name).Any(there => there.Attribute("name")?.Value == name))
            {
                merged.Add(element);
            }
        }

        return merged;
    }
}
