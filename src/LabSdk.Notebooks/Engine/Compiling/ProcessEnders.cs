using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Engine;

/// <summary>Finds calls that would end the process, and with it all variables of the notebook.</summary>
internal static class ProcessEnders
{
    /// <summary>Refuses <c>Environment.Exit</c> and <c>Environment.FailFast</c>.</summary>
    /// <exception cref="CompilationFailedException">The code has such a call.</exception>
    public static void Refuse(SyntaxTree tree, CSharpCompilation compilation, CancellationToken cancellationToken)
    {
        var names = tree.GetRoot(cancellationToken).DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => name.Identifier.ValueText is "Exit" or "FailFast");
        SemanticModel? model = null;
        foreach (var name in names)
        {
            model ??= compilation.GetSemanticModel(tree);
            if (model.GetSymbolInfo(name, cancellationToken).Symbol is IMethodSymbol { ContainingType: { Name: "Environment", ContainingNamespace.Name: "System" } })
            {
                throw new CompilationFailedException(CompileErrors.At(
                    name,
                    $"Environment.{name.Identifier.ValueText} would end the kernel, and all variables of the notebook would be lost.",
                    "End the cell with return; or throw an exception. #!reset forgets the variables; the menu of the notebook ends the kernel."));
            }
        }
    }
}
