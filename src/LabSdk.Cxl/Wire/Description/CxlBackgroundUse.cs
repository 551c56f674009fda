namespace LabSdk.Cxl;

/// <summary>Whether a command runs in the background, answered with code 0001h while it does.</summary>
public enum CxlBackgroundUse
{
    /// <summary>Never.</summary>
    No,

    /// <summary>If the device chooses to.</summary>
    May,

    /// <summary>Always.</summary>
    Yes,
}
