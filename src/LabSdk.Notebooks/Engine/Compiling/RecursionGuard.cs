using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Engine;

/// <summary>
/// Makes endless recursion an exception. .NET ends the process when a stack overflows, and a notebook would lose everything
/// it has; so methods of a cell that may call themselves check first whether there is stack left.
/// </summary>
internal sealed class RecursionGuard : CSharpSyntaxRewriter
{
    private static readonly StatementSyntax Check = SyntaxFactory.ParseStatement(
        "global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack(); ");

    private readonly HashSet<string> _declared;
    private readonly HashSet<string> _variables;
    private int _lambdas;

    private RecursionGuard(HashSet<string> declared, HashSet<string> variables) => (_declared, _variables) = (declared, variables);

    /// <summary>The same code with checks, line by line where it was; the same tree when it needs none.</summary>
    public static SyntaxTree Protect(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var root = tree.GetRoot(cancellationToken);
        var declared = root.DescendantNodes().Select(Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var variables = root.DescendantNodes().OfType<VariableDeclaratorSyntax>().Select(v => v.Identifier.ValueText).ToHashSet(StringComparer.Ordinal);
        if (declared.Count == 0 && variables.Count == 0)
        {
            return tree;
        }

        var guarded = new RecursionGuard(declared, variables).Visit(root);
        return ReferenceEquals(guarded, root)
            ? tree
            : CSharpSyntaxTree.Create((CompilationUnitSyntax)guarded, (CSharpParseOptions)tree.Options, tree.FilePath, System.Text.Encoding.UTF8);
    }

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var inside = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        return !MayRecurse(node) ? inside
            : inside.Body is { } body ? inside.WithBody(Guarded(body))
            : inside.ExpressionBody is { } arrow ? inside.WithBody(Block(arrow, IsVoid(inside.ReturnType, inside.Modifiers), inside.SemicolonToken)).WithExpressionBody(null).WithSemicolonToken(default)
            : inside;
    }

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        var inside = (LocalFunctionStatementSyntax)base.VisitLocalFunctionStatement(node)!;
        return !MayRecurse(node) ? inside
            : inside.Body is { } body ? inside.WithBody(Guarded(body))
            : inside.ExpressionBody is { } arrow ? inside.WithBody(Block(arrow, IsVoid(inside.ReturnType, inside.Modifiers), inside.SemicolonToken)).WithExpressionBody(null).WithSemicolonToken(default)
            : inside;
    }

    public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        var inside = (ConstructorDeclarationSyntax)base.VisitConstructorDeclaration(node)!;
        return inside.Body is { } body && node.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>().Any()
            ? inside.WithBody(Guarded(body))
            : inside;
    }

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
    {
        _lambdas++;
        var inside = base.VisitSimpleLambdaExpression(node);
        _lambdas--;
        return inside;
    }

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
    {
        _lambdas++;
        var inside = base.VisitParenthesizedLambdaExpression(node);
        _lambdas--;
        return inside;
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        // A lambda has no name: it calls itself through the variable that holds it.
        var inside = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
        return _lambdas > 0 && inside.Expression is IdentifierNameSyntax called && _variables.Contains(called.Identifier.ValueText)
            ? inside.WithExpression(SyntaxFactory.InvocationExpression(
                SyntaxFactory.ParseExpression("global::LabSdk.Notebooks.Compatibility.RecursionCheck.Before").WithLeadingTrivia(called.GetLeadingTrivia()),
                SyntaxFactory.ArgumentList([SyntaxFactory.Argument(called.WithoutLeadingTrivia())])))
            : inside;
    }

    public override SyntaxNode? VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        var inside = (AccessorDeclarationSyntax)base.VisitAccessorDeclaration(node)!;
        return MayRecurse(node) && inside.Body is { } body ? inside.WithBody(Guarded(body)) : inside;
    }

    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        // string Name => Name; is the usual slip.
        var inside = (PropertyDeclarationSyntax)base.VisitPropertyDeclaration(node)!;
        if (!MayRecurse(node) || inside.ExpressionBody is not { } arrow || inside.Type is RefTypeSyntax)
        {
            return inside;
        }

        var getter = SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, Block(arrow, isVoid: false, inside.SemicolonToken));
        return inside.WithExpressionBody(null).WithSemicolonToken(default)
            .WithAccessorList(SyntaxFactory.AccessorList([getter]));
    }

    private static string? Name(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => null,
    };

    private bool MayRecurse(SyntaxNode node) =>
        node.DescendantNodes().OfType<SimpleNameSyntax>().Any(name => _declared.Contains(name.Identifier.ValueText))
        && !node.DescendantNodes().OfType<YieldStatementSyntax>().Any();

    private static bool IsVoid(TypeSyntax type, SyntaxTokenList modifiers) =>
        type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        || (modifiers.Any(SyntaxKind.AsyncKeyword) && type is IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" });

    private static BlockSyntax Guarded(BlockSyntax body) => body.WithStatements(body.Statements.Insert(0, Check));

    private static BlockSyntax Block(ArrowExpressionClauseSyntax arrow, bool isVoid, SyntaxToken end)
    {
        var expression = arrow.Expression.WithLeadingTrivia(SyntaxFactory.Space);
        var semicolon = SyntaxFactory.Token(SyntaxKind.SemicolonToken);
        StatementSyntax statement = expression is ThrowExpressionSyntax thrown
            ? SyntaxFactory.ThrowStatement(SyntaxFactory.Token(SyntaxKind.ThrowKeyword), thrown.Expression.WithLeadingTrivia(SyntaxFactory.Space), semicolon)
            : isVoid
                ? SyntaxFactory.ExpressionStatement(expression, semicolon)
                : SyntaxFactory.ReturnStatement(SyntaxFactory.Token(SyntaxKind.ReturnKeyword), expression, semicolon);

        // What stood around the arrow and the semicolon, line ends among it, stays in its place.
        return SyntaxFactory.Block(Check, statement)
            .WithLeadingTrivia(arrow.ArrowToken.LeadingTrivia.AddRange(arrow.ArrowToken.TrailingTrivia).AddRange(arrow.Expression.GetLeadingTrivia()))
            .WithTrailingTrivia(end.LeadingTrivia.AddRange(end.TrailingTrivia));
    }
}
