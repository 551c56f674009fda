namespace LabSdk.Notebooks;

/// <summary>The streams that programs write text to.</summary>
public enum StandardStream
{
    /// <summary>Standard output.</summary>
    Output,

    /// <summary>Standard error.</summary>
    Error,
}
