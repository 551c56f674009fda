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
/// <param name="context">The session.</param>
/// <param name="sources">Those who know of more properties that are harmless to read.</param>
internal sealed class LiveValue(ILanguageContext context, IReadOnlyList<IStringCompletion> sources)
{
    private const int DeepestChain = 8;

    /// <summary>The value; null when it cannot be known without running code.</summary>
    public object? Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        Read(expression, model, DeepestChain, cancellationToken);

    /// <summary>The variable of the session that a name means at its place; null when it is something of the cell itself.</summary>
    private ScriptVariable? Variable(ISymbol? symbol) =>
        symbol is IFieldSymbol or IPropertySymbol && symbol.ContainingType is { IsScriptClass: true } owner && owner.ContainingAssembly.Name == SessionSolution.SessionName
            ? context.Find(symbol.Name)
            : null;

    private object? Read(ExpressionSyntax expression, SemanticModel model, int depth, CancellationToken cancellationToken)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner when depth > 0:
                return Read(inner.Expression, model, depth - 1, cancellationToken);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner when depth > 0:
                return Read(inner.Operand, model, depth - 1, cancellationToken);
            case IdentifierNameSyntax name:
                var symbol = model.GetSymbolInfo(name, cancellationToken).Symbol;
                return Variable(symbol)?.Value;
            case MemberAccessExpressionSyntax member when depth > 0:
                var owner = Read(member.Expression, model, depth - 1, cancellationToken);
                return owner is null ? null : Stored(owner, member.Name.Identifier.ValueText) ?? Known(owner, member.Name.Identifier.ValueText);
            default:
                return null;
        }
    }

    private object? Known(object owner, string name)
    {
        foreach (var source in sources)
        {
            try
            {
                if (source.Read(owner, name) is { } value)
                {
                    return value;
                }
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // The object may be closed by now: then there is nothing to propose.
            }
        }

        return null;
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
