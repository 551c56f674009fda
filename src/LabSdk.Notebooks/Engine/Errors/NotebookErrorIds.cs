namespace LabSdk.Notebooks;

/// <summary>Ids of the errors that running a cell can have besides those of its own code; each has a page in docs/errors.</summary>
internal static class NotebookErrorIds
{
    /// <summary>The assembly of a <c>#r</c> line was not found.</summary>
    public const string AssemblyNotFound = "LAB-NOTE-0001";

    /// <summary>The script of a <c>#load</c> line cannot be used.</summary>
    public const string ScriptNotLoaded = "LAB-NOTE-0002";

    /// <summary>A cell is in a language that this kernel does not run.</summary>
    public const string OtherLanguage = "LAB-NOTE-0003";

    /// <summary>A package could not be restored.</summary>
    public const string RestoreFailed = "LAB-NOTE-0004";

    /// <summary>A package is not in the cache, and restoring over the network is switched off.</summary>
    public const string NetworkNotAllowed = "LAB-NOTE-0005";

    /// <summary>A package, or one it needs, has another version than the one that is already loaded.</summary>
    public const string VersionConflict = "LAB-NOTE-0006";

    /// <summary>Restoring packages did not end in time.</summary>
    public const string RestoreTimeout = "LAB-NOTE-0007";
}
