namespace LabSdk.Notebooks;

/// <summary>A package and its version; the version may be empty for the newest.</summary>
internal readonly record struct PackageName(string Name, string Version)
{
    private const string Scheme = "nuget:";

    /// <summary>Reads what stands between the quotation marks of <c>#r "nuget: Name, 1.2.3"</c>.</summary>
    public static PackageName? TryReadReference(string argument)
    {
        if (!argument.TrimStart().StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var parts = argument.TrimStart()[Scheme.Length..].Split(',', 2);
        var name = parts[0].Trim();
        return name.Length == 0 ? null : new PackageName(name, parts.Length > 1 ? parts[1].Trim() : "");
    }

    /// <summary>Reads what stands after <c>#:package</c>: <c>Name@1.2.3</c>.</summary>
    public static PackageName? TryReadPackage(string argument)
    {
        var parts = argument.Split('@', 2);
        return parts[0].Trim() is { Length: > 0 } name ? new PackageName(name, parts.Length > 1 ? parts[1].Trim() : "") : null;
    }

    /// <summary>As scripts and notebooks write it.</summary>
    public string AsReference => $"#r \"nuget: {Name}{(Version.Length == 0 ? "" : ", " + Version)}\"";

    /// <summary>As programs write it; they need a version.</summary>
    public string AsPackage => $"#:package {Name}@{(Version.Length == 0 ? "*" : Version)}";
}
