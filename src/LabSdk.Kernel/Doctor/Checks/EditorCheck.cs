namespace LabSdk.Kernel.Doctor.Checks;

/// <summary>VS Code with the extensions for notebooks.</summary>
internal sealed class EditorCheck : IDoctorCheck
{
    private static readonly string[] ExtensionFolders = [".vscode/extensions", ".vscode-server/extensions", ".vscode-insiders/extensions", ".vscode-oss/extensions"];

    public string Area => "VS Code";

    public Task<IReadOnlyList<Finding>> RunAsync(DoctorMachine machine, CancellationToken cancellationToken)
    {
        var code = machine.Program("code", "code-insiders", "codium");
        var extensions = ExtensionFolders.Select(folder => Path.Combine(machine.Home, folder)).Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .Select(path => Path.GetFileName(path))
            .ToArray();
        if (code is null && extensions.Length == 0)
        {
            return Task.FromResult<IReadOnlyList<Finding>>([new Finding(Area, "VS Code", DoctorState.Missing, "not found")]);
        }

        var jupyter = Version(extensions, "ms-toolsai.jupyter-2");
        return Task.FromResult<IReadOnlyList<Finding>>(
        [
            new Finding(Area, "VS Code", DoctorState.Ok, code ?? "extensions of a remote session"),
            jupyter is null
                ? new Finding(Area, "Jupyter extension", DoctorState.Missing, "not installed") { Advice = "Install the extension ms-toolsai.jupyter, then choose the kernel C# (LabSdk). It needs no Python." }
                : new Finding(Area, "Jupyter extension", DoctorState.Ok, jupyter) { Renders = Renders.VsCodeJupyter },
            Optional("Polyglot Notebooks", Version(extensions, "ms-dotnettools.dotnet-interactive-vscode-"), Renders.Polyglot, "No longer maintained. The same notebooks run in the Jupyter extension with  labsdk jupyter install --also-net-csharp."),
            Optional("Verso", Version(extensions, "verso") ?? Version(extensions, "dataficationsdk.verso"), Renders.Verso, ""),
        ]);
    }

    private Finding Optional(string name, string? version, string renders, string advice) => version is null
        ? new Finding(Area, name, DoctorState.Missing, "not installed")
        : new Finding(Area, name, DoctorState.Ok, version) { Renders = renders, Advice = advice };

    // Folders are named publisher.name-version, with a platform after it for some.
    private static string? Version(string[] extensions, string prefix)
    {
        var stem = prefix.TrimEnd('2');
        return extensions.Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).LastOrDefault()?[stem.Length..].TrimStart('-', '.') is { } rest
            ? rest.Split('-')[0]
            : null;
    }
}
