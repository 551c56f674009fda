using System.Reflection;
using LabSdk.Notebooks.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace LabSdk.Notebooks.Tests.Language;

/// <summary>A session on the plain scripting API: the language service is tested without the engine.</summary>
internal sealed class ScriptedContext : ILanguageContext
{
    private static readonly MetadataReference[] Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly List<string> _submissions = [];
    private ScriptState<object>? _state;

    public IReadOnlyList<string> Submissions => [.. _submissions];

    public IReadOnlyList<MetadataReference> References { get; } =
        [.. Framework, .. new[] { typeof(Quantity), typeof(Display.Block), typeof(Lab), typeof(Simulation.SimulatedDaemon) }.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location))];

    public IReadOnlyList<string> Imports { get; } =
        ["System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Threading.Tasks", "LabSdk", "LabSdk.Simulation", "static LabSdk.Plans"];

    public ScriptVariable? Find(string name) =>
        _state?.GetVariable(name) is { } variable ? new ScriptVariable(name, variable.Type, variable.Value) : null;

    public async Task RunAsync(string code)
    {
        if (_state is null)
        {
            var options = ScriptOptions.Default.WithReferences(References)
                .WithImports(Imports.Select(import => import.Replace("static ", "", StringComparison.Ordinal)))
                .WithLanguageVersion(Microsoft.CodeAnalysis.CSharp.LanguageVersion.Preview);
            _state = await CSharpScript.RunAsync(code, options);
        }
        else
        {
            _state = await _state.ContinueWithAsync(code);
        }

        _submissions.Add(code);
    }

    public void Reset()
    {
        _submissions.Clear();
        _state = null;
    }
}
