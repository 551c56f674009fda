using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Engine;

/// <summary>
/// Makes loops and functions of a cell listen to the interrupt, so that a cell that only computes need not be aborted: an abort
/// can meet the runtime in the middle of its own work and end the process (dotnet/runtime 107785). Functions, because a
/// library may loop and call them; a lambda that is one expression stays as it is: it may be an expression tree.
/// </summary>
internal sealed class LoopGuard : CSharpSyntaxRewriter
{
    private static readonly StatementSyntax Check = SyntaxFactory.ParseStatement("global::LabSdk.Notebooks.Compatibility.InterruptCheck.Pass(); ");

    private LoopGuard()
    {
    }

    /// <summary>The same code with checks, line by line where it was; the same tree when it has no loops.</summary>
    public static SyntaxTree Protect(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var root = tree.GetRoot(cancellationToken);
        var guarded = new LoopGuard().Visit(root);
        return ReferenceEquals(guarded, root)
            ? tree
            : CSharpSyntaxTree.Create((CompilationUnitSyntax)guarded, (CSharpParseOptions)tree.Options, tree.FilePath, System.Text.Encoding.UTF8);
    }

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node) =>
        base.VisitWhileStatement(node) is WhileStatementSyntax loop ? loop.WithStatement(Checked(loop.Statement)) : null;

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node) =>
        base.VisitDoStatement(node) is DoStatementSyntax loop ? loop.WithStatement(Checked(loop.Statement)) : null;

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node) =>
        base.VisitForStatement(node) is ForStatementSyntax loop ? loop.WithStatement(Checked(loop.Statement)) : null;

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node) =>
        base.VisitForEachStatement(node) is ForEachStatementSyntax loop ? loop.WithStatement(Checked(loop.Statement)) : null;

    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node) =>
        base.VisitForEachVariableStatement(node) is ForEachVariableStatementSyntax loop ? loop.WithStatement(Checked(loop.Statement)) : null;

    // Whoever jumps back to a label loops, too.
    public override SyntaxNode? VisitGotoStatement(GotoStatementSyntax node) =>
        node.IsKind(SyntaxKind.GotoStatement) ? Checked(node) : base.VisitGotoStatement(node);

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) =>
        base.VisitMethodDeclaration(node) is MethodDeclarationSyntax inside ? inside.Body is { } body ? inside.WithBody(Checked(body)) : inside : null;

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node) =>
        base.VisitLocalFunctionStatement(node) is LocalFunctionStatementSyntax inside ? inside.Body is { } body ? inside.WithBody(Checked(body)) : inside : null;

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) => CheckedFunction(base.VisitSimpleLambdaExpression(node));

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) => CheckedFunction(base.VisitParenthesizedLambdaExpression(node));

    public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node) => CheckedFunction(base.VisitAnonymousMethodExpression(node));

    private static SyntaxNode? CheckedFunction(SyntaxNode? inside) =>
        inside is AnonymousFunctionExpressionSyntax { Block: { } block } function ? function.WithBlock(Checked(block)) : inside;

    private static BlockSyntax Checked(StatementSyntax body) => body is BlockSyntax block
        ? block.WithStatements(block.Statements.Insert(0, Check))
        : SyntaxFactory.Block(Check, body);
}
