namespace LabSdk;

/// <summary>The stable ids of errors of the run catalog. Each has a page in docs/errors.</summary>
public static class RunCatalogErrorIds
{
    /// <summary>The folder of the runs cannot be listed.</summary>
    public const string FolderNotReadable = "LAB-CAT-0001";

    /// <summary>A run was to be deleted, and the text that confirms it is not its name or uid.</summary>
    public const string NotConfirmed = "LAB-CAT-0002";

    /// <summary>A run is measured at the moment and can neither be judged nor deleted.</summary>
    public const string StillRunning = "LAB-CAT-0003";

    /// <summary>The journal of a run cannot be deleted.</summary>
    public const string NotDeleted = "LAB-CAT-0004";

    /// <summary>The database library of this program cannot be loaded.</summary>
    public const string NoDatabase = "LAB-CAT-0005";
}
