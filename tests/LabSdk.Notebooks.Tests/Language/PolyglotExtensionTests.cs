using System.Reflection;
using LabSdk.Simulation;
using LabSdk.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Tests.Language;

/// <summary>The script that .NET Interactive runs for the package, compiled and run against the members of that host it names.</summary>
public class PolyglotExtensionTests
{
    private const string Host = """
        using System; using System.Collections.Generic; using System.Threading.Tasks;
        namespace Microsoft.DotNet.Interactive.Commands { public abstract class KernelCommand { } }
        namespace Microsoft.DotNet.Interactive.Directives
        {
            public abstract class KernelDirective { protected KernelDirective(string name) { Name = name; } public string Name { get; init; } public string Description { get; set; } }
            public class KernelActionDirective : KernelDirective { public KernelActionDirective(string name) : base(name) { } }
        }
        namespace Microsoft.DotNet.Interactive
        {
            using Commands; using Directives;
            public abstract class Kernel
            {
                private sealed class Composite : Kernel { }
                public static Kernel Root { get; } = new Composite();
                public Dictionary<string, (string Description, Func<KernelCommand, KernelInvocationContext, Task> Handler)> Directives { get; } = new();
                public void AddDirective(KernelActionDirective directive, Func<KernelCommand, KernelInvocationContext, Task> handler) => Directives.Add(directive.Name, (directive.Description, handler));
                public void AddDirective<TCommand>(KernelActionDirective directive, Func<TCommand, KernelInvocationContext, Task> handler) where TCommand : KernelCommand { }
            }
            public class KernelInvocationContext { public List<(object Value, string Form)> Shown { get; } = new(); }
            public class DisplayedValue { public void Update(object value) { } }
            public static class KernelInvocationContextExtensions
            {
                public static DisplayedValue Display(this KernelInvocationContext context, object value, params string[] forms) { context.Shown.Add((value, forms[0])); return new(); }
            }
            public static class Probe
            {
                public static List<(object Value, string Form)> Run(string name)
                {
                    var context = new KernelInvocationContext();
                    Kernel.Root.Directives[name].Handler(null, context).GetAwaiter().GetResult();
                    return context.Shown;
                }
            }
        }
        namespace System
        {
            using Microsoft.DotNet.Interactive;
            public static class DisplayExtensions { public static DisplayedValue Display(this object value, params string[] forms) => throw new InvalidOperationException("the faulty one"); }
        }
        """;

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static string Script => string.Join('\n', File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "kernel-extensions", "polyglot", "extension.dib"))[1..]);

    [Fact]
    public void It_leaves_nothing_in_the_session_of_the_user()
    {
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(Script, new CSharpParseOptions(kind: SourceCodeKind.Script)).GetRoot();
        Assert.Empty(root.Usings);
        Assert.All(root.Members, member => Assert.IsType<GlobalStatementSyntax>(member));
    }

    [Fact]
    public async Task It_adds_the_magic_command()
    {
        var host = Load(CSharpCompilation.Create("host", [CSharpSyntaxTree.ParseText(Host)], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)), out var reference);
        var resolve = new ResolveEventHandler((_, wanted) => wanted.Name.StartsWith("host,", StringComparison.Ordinal) ? host : null);
        AppDomain.CurrentDomain.AssemblyResolve += resolve;
        try
        {
            var tree = CSharpSyntaxTree.ParseText(Script, new CSharpParseOptions(kind: SourceCodeKind.Script));
            var script = Load(CSharpCompilation.CreateScriptCompilation("script", tree, [.. References, reference], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, scriptClassName: "Script")), out _);
            await (Task)script.GetType("Script")!.GetMethod("<Factory>")!.Invoke(null, [new object?[2]])!;

            var run = host.GetType("Microsoft.DotNet.Interactive.Probe")!.GetMethod("Run")!;
            List<(object Value, string Form)> Shown() => (List<(object, string)>)run.Invoke(null, ["#!lab"])!;
            using (var lab = Lab.Simulate())
            {
                Assert.Contains((lab, "text/html"), Shown());
            }

            // Labs of other tests may be open now; that of this one is not.
            Assert.All(Shown(), shown => Assert.True(shown.Value is string || !((Lab)shown.Value).IsClosed));
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyResolve -= resolve;
        }
    }

    private static Assembly Load(CSharpCompilation compilation, out MetadataReference reference)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        reference = MetadataReference.CreateFromImage(image.ToArray());
        return Assembly.Load(image.ToArray());
    }
}
