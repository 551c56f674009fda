using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LabSdk.Kernel.Jupyter;

/// <summary>Installs and removes kernels in one folder of Jupyter. A kernel is there as a whole or not at all.</summary>
internal sealed partial class KernelSpecStore(string folder)
{
    private const string OwnerKey = "labsdk";

    private static readonly string[] Logos = ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"];

    /// <summary>Writes a kernel; an earlier one of ours is replaced.</summary>
    /// <param name="name">Name of its folder.</param>
    /// <param name="displayName">What the user chooses.</param>
    /// <param name="isForced">True to replace a kernel that LabSdk has not installed.</param>
    /// <returns>Its folder.</returns>
    /// <exception cref="LabConfigurationException">The name is not allowed, somebody else's kernel is in the way, or the folder cannot be written.</exception>
    public string Install(string name, string displayName, bool isForced)
    {
        var target = Target(name);
        if (!isForced && Directory.Exists(target) && !IsOurs(target))
        {
            throw Failed($"A kernel named '{name}' that LabSdk has not installed is in {target}.", "Choose another name with --name, or replace it with --force.");
        }

        // Beside the folder of kernels, so that no front end sees it half written, and on the same disk for the move.
        var work = Path.Combine(Path.GetDirectoryName(folder)!, $"labsdk-{Guid.NewGuid():n}");
        try
        {
            var fresh = Directory.CreateDirectory(Path.Combine(work, "new")).FullName;
            Write(fresh, displayName);
            Directory.CreateDirectory(folder);
            Replace(target, fresh, Path.Combine(work, "old"));
            return target;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failed($"The kernel '{name}' could not be installed in {folder}: {failure.Message}", "Install it for yourself with --user, or into a folder of yours with --prefix.", failure);
        }
        finally
        {
            if (Directory.Exists(work))
            {
                Directory.Delete(work, recursive: true);
            }
        }
    }

    /// <summary>Removes a kernel of ours.</summary>
    /// <returns>Its folder, or null when there was none.</returns>
    /// <exception cref="LabConfigurationException">It is somebody else's, or it cannot be removed.</exception>
    public string? Uninstall(string name)
    {
        var target = Target(name);
        if (!Directory.Exists(target))
        {
            return null;
        }

        if (!IsOurs(target))
        {
            throw Failed($"The kernel '{name}' in {target} was not installed by LabSdk.", "Remove it with  jupyter kernelspec uninstall  if you mean it.");
        }

        try
        {
            Directory.Delete(target, recursive: true);
            return target;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failed($"The kernel '{name}' could not be removed from {target}: {failure.Message}", null, failure);
        }
    }

    /// <summary>The kernels of this folder, by name.</summary>
    public IEnumerable<InstalledKernel> List()
    {
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (KernelSpec.Read(Path.Combine(path, "kernel.json")) is { } spec)
            {
                yield return new InstalledKernel(Path.GetFileName(path), path, spec, IsOurs(path));
            }
        }
    }

    private static bool IsOurs(string path) => KernelSpec.Read(Path.Combine(path, "kernel.json"))?.Metadata.ContainsKey(OwnerKey) == true;

    private static void Write(string path, string displayName)
    {
        var spec = new KernelSpec
        {
            Argv = [.. ThisTool.CommandLine(), "kernel", "{connection_file}"],
            DisplayName = displayName,
            Env = ThisTool.Variables(),
            Metadata = new JsonObject { [OwnerKey] = ThisTool.Version },
        };
        File.WriteAllText(Path.Combine(path, "kernel.json"), spec.ToJson());
        foreach (var logo in Logos)
        {
            using var source = typeof(KernelSpecStore).Assembly.GetManifestResourceStream(logo)!;
            using var file = File.Create(Path.Combine(path, logo));
            source.CopyTo(file);
        }
    }

    private static void Replace(string target, string fresh, string aside)
    {
        var hadOne = Directory.Exists(target);
        if (hadOne)
        {
            Directory.Move(target, aside);
        }

        try
        {
            Directory.Move(fresh, target);
        }
        catch when (hadOne)
        {
            Directory.Move(aside, target);
            throw;
        }
    }

    private static LabConfigurationException Failed(string what, string? hint, Exception? failure = null) =>
        new(KernelErrorIds.Install, what, hint, innerException: failure);

    [GeneratedRegex(@"^[A-Za-z0-9._-]+$")]
    private static partial Regex AllowedName();

    private string Target(string name) => AllowedName().IsMatch(name) && name is not ("." or "..")
        ? Path.Combine(folder, name)
        : throw Failed($"'{name}' is not a name for a kernel.", "Use letters, digits, dot, dash and underscore.");
}
