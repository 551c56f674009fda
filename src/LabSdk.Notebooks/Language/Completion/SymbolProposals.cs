using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Recommendations;

namespace LabSdk.Notebooks.Language;

/// <summary>Proposes what the compiler can see at a place.</summary>
internal static class SymbolProposals
{
    public static async Task<IEnumerable<Proposal>> FindAsync(Document document, Cursor cursor, CancellationToken cancellationToken)
    {
        var symbols = await Recommender.GetRecommendedSymbolsAtPositionAsync(document, cursor.Position, null, cancellationToken).ConfigureAwait(false);
        var isMember = cursor.Left.Kind() is SyntaxKind.DotToken or SyntaxKind.MinusGreaterThanToken;
        return symbols
            .Where(symbol => symbol.CanBeReferencedByName && symbol.Name.Length > 0 && (!isMember || !IsHidden(symbol)))
            .GroupBy(symbol => symbol.Name, StringComparer.Ordinal)
            .Select(group => Describe(group, isMember));
    }

    private static Proposal Describe(IGrouping<string, ISymbol> overloads, bool isMember)
    {
        var first = overloads.First();
        var others = overloads.Count() - 1;
        return new Proposal(
            Escape(first.Name),
            SymbolKinds.Of(first),
            isMember ? MemberGroup(first) : Group(first),
            () => SymbolText.Signature(first) + (others > 0 ? $" (+{others})" : ""));
    }

    private static int Group(ISymbol symbol) => symbol switch
    {
        ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => ProposalGroup.Local,
        IFieldSymbol or IPropertySymbol or IEventSymbol => symbol.ContainingType?.IsScriptClass == true ? ProposalGroup.Variable : ProposalGroup.Member,
        IMethodSymbol => ProposalGroup.Function,
        INamespaceSymbol => ProposalGroup.Namespace,
        _ => ProposalGroup.Type,
    };

    private static int MemberGroup(ISymbol symbol) => symbol switch
    {
        { ContainingType.SpecialType: SpecialType.System_Object } => ProposalGroup.Object,
        IMethodSymbol { IsExtensionMethod: true } => ProposalGroup.Extension,
        INamespaceOrTypeSymbol => ProposalGroup.Type,
        _ => ProposalGroup.Member,
    };

    private static bool IsHidden(ISymbol symbol) =>
        symbol.GetAttributes().Any(attribute =>
            attribute.AttributeClass?.Name == "EditorBrowsableAttribute"
            && attribute.ConstructorArguments is [{ Value: (int)System.ComponentModel.EditorBrowsableState.Never }]);

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
