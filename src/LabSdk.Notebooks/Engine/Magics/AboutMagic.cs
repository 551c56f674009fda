using System.Reflection;
using System.Runtime.InteropServices;
using LabSdk.Display;
using Microsoft.CodeAnalysis.CSharp;

namespace LabSdk.Notebooks.Engine;

/// <summary>Tells what runs the cells.</summary>
internal sealed class AboutMagic : IMagicCommand
{
    public string Name => "#!about";

    public string Help => "Tells the versions of LabSdk, the language and the runtime.";

    public Task ExecuteAsync(string arguments, IScriptSession session, CancellationToken cancellationToken)
    {
        var about = new PropertyList
        {
            { "LabSdk", Version(typeof(AboutMagic).Assembly) },
            { "C#", $"{LanguageVersionFacts.MapSpecifiedToEffectiveVersion(LanguageVersion.Latest).ToDisplayString()} and previews" },
            { "Compiler", Version(typeof(CSharpCompilation).Assembly) },
            { "Runtime", RuntimeInformation.FrameworkDescription },
            { "System", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}" },
        };
        session.Output.Show(about.ToMimeBundle());
        return Task.CompletedTask;
    }

    // Without the commit that builds append.
    private static string Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
