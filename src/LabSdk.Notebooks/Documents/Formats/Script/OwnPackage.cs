using System.Reflection;

namespace LabSdk.Notebooks;

/// <summary>The package that a script needs for what a notebook of this SDK has by itself.</summary>
internal static class OwnPackage
{
    /// <summary>The whole SDK with its simulated lab, in the version of this tool.</summary>
    public static PackageName Name { get; } = new("LabSdk.Simulation", Version());

    private static string Version() =>
        typeof(OwnPackage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
