namespace LabSdk.Notebooks;

/// <summary>Ids of the errors about notebook files and runs; each has a page in docs/errors.</summary>
internal static class DocumentErrorIds
{
    /// <summary>The text is not a notebook of its format.</summary>
    public const string Malformed = "LAB-NOTE-0021";

    /// <summary>A notebook file cannot be read.</summary>
    public const string ReadFailed = "LAB-NOTE-0022";

    /// <summary>A notebook file cannot be written.</summary>
    public const string WriteFailed = "LAB-NOTE-0023";

    /// <summary>The name of a file does not tell a known format.</summary>
    public const string UnknownFormat = "LAB-NOTE-0024";

    /// <summary>A parameter of a run is unknown or has an unusable value.</summary>
    public const string Parameter = "LAB-NOTE-0025";
}
