namespace LabSdk.Mds;

/// <summary>A backend whose link also carries reports that are not MDS: it hands them on instead of losing them.</summary>
public interface IReportRouter
{
    /// <summary>Gets or sets who takes a report that is not MDS stream data; the first byte is its id. Called while reading; must not block.</summary>
    Action<ReadOnlyMemory<byte>>? OtherReport { get; set; }
}
