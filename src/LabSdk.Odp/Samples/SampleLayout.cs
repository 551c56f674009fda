namespace LabSdk.Odp;

/// <summary>How samples travelled: which packet they came in, or should go out with.</summary>
public enum SampleLayout
{
    /// <summary>One start and one interval: sample i is at start + i x interval.</summary>
    Periodic,

    /// <summary>One start and an interval before each further sample.</summary>
    Synchro,

    /// <summary>Rows with a time each; all values of a row are of one kind.</summary>
    Row,
}
