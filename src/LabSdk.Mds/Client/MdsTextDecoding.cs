namespace LabSdk.Mds;

/// <summary>What to do with a text of the device that is not UTF-8.</summary>
public enum MdsTextDecoding
{
    /// <summary>An error that names the item.</summary>
    Strict,

    /// <summary>U+FFFD in the place of bad bytes.</summary>
    Replace,
}
