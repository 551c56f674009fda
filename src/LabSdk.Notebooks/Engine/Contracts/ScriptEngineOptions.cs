using System.Reflection;

namespace LabSdk.Notebooks;

/// <summary>What a session starts with.</summary>
public sealed record ScriptEngineOptions
{
    /// <summary>Assemblies that cells can use besides the framework. Keep them few: each makes every cell slower and larger. Default none.</summary>
    public IReadOnlyList<Assembly> References { get; init; } = [];

    /// <summary>Namespaces, and types after <c>static</c>, that cells can use without <c>using</c>. Default the usual ones of C#.</summary>
    public IReadOnlyList<string> Imports { get; init; } = [];

    /// <summary>Folder that relative paths of <c>#r</c> and <c>#load</c>, and <c>nuget.config</c>, are looked up in. Default the current one.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Magic commands besides the built-in ones.</summary>
    public IReadOnlyList<IMagicCommand> Magics { get; init; } = [];

    /// <summary>Proposals inside string literals.</summary>
    public IReadOnlyList<IStringCompletion> StringCompletions { get; init; } = [];

    /// <summary>Folder that remembers which packages were restored. Default one in the cache of the user.</summary>
    public string? PackageCache { get; init; }

    /// <summary>False to refuse restoring packages that are not in the cache yet. Default true.</summary>
    public bool AllowNetwork { get; init; } = true;
}
