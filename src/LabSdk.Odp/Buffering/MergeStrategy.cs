namespace LabSdk.Odp;

/// <summary>When streams are merged. Accepted for compatibility: the result is the same.</summary>
public enum MergeStrategy
{
    /// <summary>On arrival.</summary>
    WritingMerge = 0,

    /// <summary>On output.</summary>
    ReadingMerge = 1,
}
