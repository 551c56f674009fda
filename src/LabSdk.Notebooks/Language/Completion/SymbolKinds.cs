using Microsoft.CodeAnalysis;

namespace LabSdk.Notebooks.Language;

/// <summary>What a symbol is, in the words of editors.</summary>
internal static class SymbolKinds
{
    public static string Of(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol => "namespace",
        INamedTypeSymbol type => type.TypeKind switch
        {
            TypeKind.Interface => "interface",
            TypeKind.Enum => "enum",
            TypeKind.Struct => "struct",
            TypeKind.Delegate => "delegate",
            _ => "class",
        },
        ITypeParameterSymbol => "type parameter",
        IMethodSymbol => "method",
        IPropertySymbol { ContainingType.IsScriptClass: true } => "variable",
        IPropertySymbol => "property",
        IEventSymbol => "event",
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "enum member",
        IFieldSymbol { ContainingType.IsScriptClass: true } => "variable",
        IFieldSymbol { IsConst: true } => "constant",
        IFieldSymbol => "field",
        IParameterSymbol => "parameter",
        ILocalSymbol or IRangeVariableSymbol => "variable",
        _ => "text",
    };
}
