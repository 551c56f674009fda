using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace LabSdk.Notebooks.Engine;

/// <summary>
/// Compiles code as the next step of a session. Uses the compiler directly instead of the scripting package's state
/// objects: so variables survive an aborted cell, options are built once, and nothing is compiled twice.
/// </summary>
internal sealed class SubmissionCompiler(IReadOnlyList<MetadataReference> references, IReadOnlyList<string> imports)
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script);

    // A cell is too small for parallel binding: spreading it over threads costs more than it saves.
    // Released code: loops in cells run at full speed, and stack lines are still right to the statement.
    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,
        concurrentBuild: false,
        metadataReferenceResolver: CachingReferenceResolver.Instance,
        assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);

    private static readonly EmitOptions Emit = new(debugInformationFormat: DebugInformationFormat.PortablePdb);
    private static readonly Lock Binding = new();
    private static int _count;

    private readonly SubmissionAssemblies _assemblies = new();

    /// <summary>What the first step of a session can use.</summary>
    public ExecutedSubmission Defaults { get; } = new("", references, imports);

    /// <summary>Parses code as a cell.</summary>
    public static SyntaxTree Parse(string code, string name, CancellationToken cancellationToken = default) =>
        CSharpSyntaxTree.ParseText(code, ParseOptions, name, Encoding.UTF8, cancellationToken);

    /// <summary>Binds code to all that has run.</summary>
    /// <param name="tree">The code.</param>
    /// <param name="previous">The step before; null for the first.</param>
    /// <param name="added">References that come with this step.</param>
    public CSharpCompilation Bind(SyntaxTree tree, CSharpCompilation? previous, IReadOnlyList<MetadataReference> added)
    {
        var number = Interlocked.Increment(ref _count);
        var options = Options.WithScriptClassName($"Submission{number}");
        var compilation = CSharpCompilation.CreateScriptCompilation(
            $"cell-{number}",
            tree,
            previous is null ? Defaults.References.Concat(added) : added,
            previous is null ? options.WithUsings(Defaults.Imports) : options,
            previous,
            typeof(object));
        lock (Binding)
        {
            // Which assembly is which is settled here. Two compilations that settle it at the same time, such as the
            // first cell and the warm-up, can end with two symbols for one assembly: "cannot convert Motor to IMovable".
            _ = compilation.Assembly;
        }

        return compilation;
    }

    /// <summary>Compiles bound code to something that runs.</summary>
    /// <param name="compilation">From <see cref="Bind"/>.</param>
    /// <param name="errors">The compile errors; empty when it compiled.</param>
    /// <param name="cancellationToken">Ends the compilation.</param>
    public Func<object?[], Task<object?>>? Build(
        CSharpCompilation compilation, out ImmutableArray<Diagnostic> errors, CancellationToken cancellationToken)
    {
        if (!compilation.SyntaxTrees.Any(tree => ((CompilationUnitSyntax)tree.GetRoot(cancellationToken)).Members.Count > 0))
        {
            errors = Errors(compilation.GetDiagnostics(cancellationToken));
            return null;
        }

        using var code = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(code, symbols, options: Emit, cancellationToken: cancellationToken);
        errors = Errors(result.Diagnostics);
        if (!result.Success)
        {
            return null;
        }

        code.Position = symbols.Position = 0;
        return _assemblies.Add(code, symbols)
            .GetType(compilation.Options.ScriptClassName!, throwOnError: true)!
            .GetMethod("<Factory>")!
            .CreateDelegate<Func<object?[], Task<object?>>>();
    }

    private static ImmutableArray<Diagnostic> Errors(ImmutableArray<Diagnostic> diagnostics) =>
        [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
}
