using System.Reflection;
using LabSdk.Notebooks.Engine;

namespace LabSdk.Notebooks.Packages;

/// <summary>
/// Compares what packages bring with what the process has already loaded: a process has one version of an assembly, and
/// two copies of a device type would not fit together.
/// </summary>
internal static class LoadedVersions
{
    /// <summary>True for packages whose content is part of this process in any case.</summary>
    /// <exception cref="NotebookException">It is, but in another version.</exception>
    public static bool IsBuiltIn(PackageReference package)
    {
        if (package.Name.StartsWith("Microsoft.DotNet.Interactive", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (!IsOwn(package.Name))
        {
            return false;
        }

        var version = OwnVersion();
        return package.Version is null or "*" or "*-*" || Same(package.Version, version)
            ? true
            : throw new NotebookException(
                NotebookErrorIds.VersionConflict,
                $"{package} cannot be added: this kernel is LabSdk {version}, and a process can hold only one version of it.",
                $"Take the version away from the line to use {version}, or install the other kernel: dotnet tool update LabSdk.Kernel --version {package.Version}");
    }

    /// <summary>Whether an assembly of a package is to be used; false when the process has its own.</summary>
    /// <param name="file">The assembly of the package.</param>
    /// <param name="package">The package the user asked for by name that brings it; null when another one needs it.</param>
    /// <param name="warn">Gets what the user should know.</param>
    /// <exception cref="NotebookException">The user asked for a version that cannot be had.</exception>
    public static bool IsUsable(string file, PackageReference? package, Action<string> warn)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (AssemblyFiles.Find(name) is not { } loadedFile || string.Equals(loadedFile, file, StringComparison.Ordinal))
        {
            return true;
        }

        var (wanted, loaded) = (Version(file), Version(loadedFile));
        if (wanted == loaded || wanted is null || loaded is null)
        {
            return false;
        }

        if (package is not null && !FrameworkAssemblies.IsFramework(loadedFile))
        {
            throw new NotebookException(
                NotebookErrorIds.VersionConflict,
                wanted < loaded
                    ? $"{package} cannot be added: it would downgrade '{name}' from {loaded}, which is loaded, to {wanted}."
                    : $"{package} cannot be added: '{name}' {loaded} is already loaded, and a process cannot exchange it for {wanted}.",
                $"Leave the version out to use what is loaded, or restart the kernel and ask for this package first.");
        }

        if (wanted > loaded)
        {
            warn($"A package needs '{name}' {wanted}, but {loaded} is loaded and is used instead.");
        }

        return false;
    }

    private static bool IsOwn(string package) =>
        string.Equals(package, "LabSdk", StringComparison.OrdinalIgnoreCase)
        || (package.StartsWith("LabSdk.", StringComparison.OrdinalIgnoreCase) && FrameworkAssemblies.Paths.ContainsKey(package));

    private static string OwnVersion() =>
        typeof(LabException).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private static bool Same(string asked, string own) =>
        string.Equals(asked.Trim('[', ']'), own, StringComparison.OrdinalIgnoreCase)
        || (asked.EndsWith('*') && own.StartsWith(asked[..^1], StringComparison.OrdinalIgnoreCase));

    private static Version? Version(string file)
    {
        try
        {
            return AssemblyName.GetAssemblyName(file).Version;
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException)
        {
            return null;
        }
    }
}
