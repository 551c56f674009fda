namespace LabSdk.Notebooks.Packages;

/// <summary>A package that a cell asked for.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Version">A version, range or pattern; null for the newest.</param>
internal sealed record PackageReference(string Name, string? Version)
{
    /// <summary>As the user would write it.</summary>
    public override string ToString() => Version is null ? Name : $"{Name} {Version}";
}
