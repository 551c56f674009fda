using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Language;

/// <summary>The call or indexer that a literal is an argument of.</summary>
/// <param name="Call">The invocation, element access or object creation.</param>
/// <param name="Receiver">The expression before the dot or bracket; null when there is none.</param>
/// <param name="Name">The written name of the method; empty for an indexer.</param>
/// <param name="Index">Which argument, from 0.</param>
/// <param name="ParameterName">The name of a named argument.</param>
internal sealed record LiteralArgument(SyntaxNode Call, ExpressionSyntax? Receiver, string Name, int Index, string? ParameterName)
{
    public static LiteralArgument? Find(SyntaxToken literal)
    {
        // The argument may be a part of it only: "a" + "b", condition ? "a" : "b", ["a", "b"]; but not the body of a lambda.
        var node = literal.Parent;
        while (node is ExpressionSyntax and not AnonymousFunctionExpressionSyntax or InterpolatedStringContentSyntax or CollectionElementSyntax)
        {
            node = node.Parent;
        }

        if (node is not ArgumentSyntax { Parent: BaseArgumentListSyntax list } argument)
        {
            return null;
        }

        var (index, name) = (list.Arguments.IndexOf(argument), argument.NameColon?.Name.Identifier.ValueText);
        return list.Parent switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call =>
                new(call, member.Expression, member.Name.Identifier.ValueText, index, name),
            InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax member } call =>
                new(call, Conditional(call), member.Name.Identifier.ValueText, index, name),
            InvocationExpressionSyntax { Expression: SimpleNameSyntax function } call =>
                new(call, null, function.Identifier.ValueText, index, name),
            ElementAccessExpressionSyntax access => new(access, access.Expression, "", index, name),
            ElementBindingExpressionSyntax binding => new(binding, Conditional(binding), "", index, name),
            BaseObjectCreationExpressionSyntax creation => new(creation, null, ".ctor", index, name),
            _ => null,
        };
    }

    private static ExpressionSyntax? Conditional(SyntaxNode node) =>
        node.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression;
}
