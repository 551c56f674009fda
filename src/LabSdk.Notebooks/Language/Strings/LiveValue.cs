using System.Reflection;
using LabSdk.Notebooks.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Language;

/// <summary>
/// The value that an expression has now, as far as it can be read without running any code: variables of the session, and
/// from there fields and automatic properties, which are fields, too.
/// </summary>
internal static class LiveValue
{
    private const int DeepestChain = 8;

    public static object? Of(ExpressionSyntax expression, SemanticModel model, ILanguageContext context, CancellationToken cancellationToken) =>
        Read(expression, model, context, DeepestChain, cancellationToken);

    /// <summary>The variable of the session that a name means at its place; null when it is something of the cell itself.</summary>
    public static ScriptVariable? Variable(ISymbol? symbol, ILanguageContext context) =>
        symbol is IFieldSymbol or IPropertySymbol && symbol.ContainingType is { IsScriptClass: true } owner && owner.ContainingAssembly.Name == SessionSolution.SessionName
            ? context.Find(symbol.Name)
            : null;

    private static object? Read(ExpressionSyntax expression, SemanticModel model, ILanguageContext context, int depth, CancellationToken cancellationToken)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner when depth > 0:
                return Read(inner.Expression, model, context, depth - 1, cancellationToken);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner when depth > 0:
                return Read(inner.Operand, model, context, depth - 1, cancellationToken);
            case IdentifierNameSyntax name:
                var symbol = model.GetSymbolInfo(name, cancellationToken).Symbol;
                return Variable(symbol, context)?.Value;
            case MemberAccessExpressionSyntax member when depth > 0:
                var owner = Read(member.Expression, model, context, depth - 1, cancellationToken);
                return owner is null ? null : Stored(owner, member.Name.Identifier.ValueText);
            default:
                return null;
        }
    }

    private static object? Stored(object owner, string name)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var type = owner.GetType(); type is not null; type = type.BaseType)
        {
            var field = type.GetField(name, Own) is { IsPublic: true } open ? open : type.GetField($"<{name}>k__BackingField", Own);
            if (field is { FieldType.IsByRefLike: false })
            {
                return field.GetValue(owner);
            }
        }

        return null;
    }
}
