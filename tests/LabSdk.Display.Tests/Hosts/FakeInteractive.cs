using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LabSdk.Display.Tests.Hosts;

/// <summary>
/// An assembly named as that of .NET Interactive with the members our sink uses, and with the fault of its last version: the
/// extension of object displays under one id and returns another.
/// </summary>
internal sealed class FakeInteractive
{
    private const string Source = """
        using System; using System.Collections.Generic; using System.Threading;
        namespace Microsoft.DotNet.Interactive
        {
            public sealed class KernelInvocationContext
            {
                private static readonly AsyncLocal<KernelInvocationContext> _current = new();
                public static KernelInvocationContext Current { get => _current.Value; set => _current.Value = value; }
                public static Func<object, string, string> Formatter { get; set; }
                public List<string[]> Published { get; } = new();
            }
            public sealed class DisplayedValue
            {
                private readonly string _id; private readonly string _form; private readonly KernelInvocationContext _context;
                public DisplayedValue(string id, string form, KernelInvocationContext context) { _id = id; _form = form; _context = context; }
                public void Update(object value) => _context.Published.Add(new[] { "update", _id, _form, KernelInvocationContext.Formatter(value, _form) });
            }
            public static class KernelInvocationContextExtensions
            {
                public static DisplayedValue Display(this KernelInvocationContext context, object value, FORMS)
                {
                    var id = Guid.NewGuid().ToString();
                    context.Published.Add(new[] { "display", id, FORM, KernelInvocationContext.Formatter(value, FORM) });
                    return new DisplayedValue(id, FORM, context);
                }
                public static void DisplayAs(this KernelInvocationContext context, string value, string form) { }
            }
        }
        namespace System
        {
            using Microsoft.DotNet.Interactive;
            public static class DisplayExtensions
            {
                public static DisplayedValue Display(this object value, params string[] forms)
                {
                    KernelInvocationContext.Current.Display(value, "text/html");
                    return new DisplayedValue(Guid.NewGuid().ToString(), "text/html", KernelInvocationContext.Current);
                }
            }
        }
        """;

    private readonly Type _context;

    public FakeInteractive(bool takesSeveralForms, Func<object, string, string> formatter)
    {
        var text = Source.Replace("FORMS", takesSeveralForms ? "params string[] forms" : "string form = null", StringComparison.Ordinal)
            .Replace("FORM", takesSeveralForms ? "forms[0]" : "form", StringComparison.Ordinal);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Microsoft.DotNet.Interactive", [CSharpSyntaxTree.ParseText(text)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        Assembly = Assembly.Load(image.ToArray());
        _context = Assembly.GetType("Microsoft.DotNet.Interactive.KernelInvocationContext", throwOnError: true)!;
        _context.GetProperty("Formatter")!.SetValue(null, formatter);
    }

    public Assembly Assembly { get; }

    /// <summary>Kind, id, form and text of each display and update of the running cell.</summary>
    public List<string[]> Published => (List<string[]>)_context.GetProperty("Published")!.GetValue(_context.GetProperty("Current")!.GetValue(null))!;

    /// <summary>Runs a cell in the flow of the caller.</summary>
    public void BeginCell() => _context.GetProperty("Current")!.SetValue(null, Activator.CreateInstance(_context));

    public void EndCell() => _context.GetProperty("Current")!.SetValue(null, null);
}
