using Microsoft.CodeAnalysis;

namespace LabSdk.Notebooks.Language;

/// <summary>Symbols as text.</summary>
internal static class SymbolText
{
    private static readonly SymbolDisplayFormat Short = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeExtensionThis,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat Full = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef,
        parameterOptions: Short.ParameterOptions,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        localOptions: SymbolDisplayLocalOptions.IncludeType | SymbolDisplayLocalOptions.IncludeConstantValue,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword,
        miscellaneousOptions: Short.MiscellaneousOptions);

    /// <summary>Parameters or type, for a list of proposals: <c>(double position, TimeSpan? timeout = null) : Motion</c>.</summary>
    public static string Signature(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => $"({string.Join(", ", method.Parameters.Select(p => p.ToDisplayString(Short)))}) : {Type(method.ReturnType)}",
        IPropertySymbol property => Type(property.Type),
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } field => field.ContainingType.Name,
        IFieldSymbol field => Type(field.Type),
        ILocalSymbol local => Type(local.Type),
        IParameterSymbol parameter => Type(parameter.Type),
        IEventSymbol happening => Type(happening.Type),
        INamedTypeSymbol { Arity: > 0 } type => type.ToDisplayString(Short),
        _ => "",
    };

    /// <summary>The declaration on one line.</summary>
    public static string Declaration(ISymbol symbol) => symbol.ToDisplayString(Full);

    public static string Type(ITypeSymbol type) => type.ToDisplayString(Short);
}
