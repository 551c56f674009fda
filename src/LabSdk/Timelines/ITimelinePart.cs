using LabSdk.Data;

namespace LabSdk;

/// <summary>Something that was recorded over time and can be laid beside other records: a scan, chunks, exchanges, telemetry.</summary>
public interface ITimelinePart
{
    /// <summary>Stands in front of its columns: the name of a scan, the id of a device.</summary>
    string TimelineName { get; }

    /// <summary>
    /// Its rows. The time of a row is in a column of times (UTC), in a column <c>time_ns</c> of nanoseconds since 1970-01-01 UTC, or in
    /// a column <c>time</c> of seconds since <c>origin_ns</c> of the metadata.
    /// </summary>
    DataFrame ToTimelineRows();
}
