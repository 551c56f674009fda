namespace LabSdk.Notebooks;

/// <summary>What a kind of script file allows.</summary>
internal sealed record ScriptRules
{
    /// <summary>Its first line.</summary>
    public required string Shebang { get; init; }

    /// <summary>Lines that stand above everything else.</summary>
    public IReadOnlyList<string> FileDirectives { get; init; } = [];

    /// <summary>Writes a package reference.</summary>
    public required Func<PackageName, string> Package { get; init; }

    /// <summary>True when <c>#r</c> of a file is allowed.</summary>
    public bool AllowsFileReferences { get; init; }

    /// <summary>Writes the loading of another file; null when it cannot be loaded.</summary>
    public required Func<string, string?> Load { get; init; }

    /// <summary>True for a program: its types stand at the end, and what only scripts can declare is not allowed.</summary>
    public bool IsProgram { get; init; }
}
