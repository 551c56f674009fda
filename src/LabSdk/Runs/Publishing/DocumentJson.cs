using System.Text.Json;
using LabSdk.Data;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>The documents of a run as JSON, one object each; the shape is described in docs/reference/run-documents.md.</summary>
internal static class DocumentJson
{
    public const int Format = 1;

    public static byte[] Start(ScanStart start, ScanResult scan) => Bytes(new
    {
        Type = "start",
        Format,
        Run = start.ScanUid,
        start.Time,
        start.Name,
        Plan = start.PlanName,
        Text = scan.Plan.ToString(),
        Points = start.PointCount,
        Motors = start.Motors.Select(Device),
        Detectors = start.Detectors.Select(Device),
        Metadata = JournalJson.Notes(start.Metadata),
        Simulated = scan.IsSimulated,
        scan.Engine,
    });

    public static byte[] Descriptor(ScanDescriptor descriptor) => Bytes(new
    {
        Type = "descriptor",
        Run = descriptor.ScanUid,
        descriptor.Time,
        Columns = descriptor.Columns.Select(column => JournalColumn.Of(column, ScanTable.TypeOf(column))),
    });

    /// <summary>A row of the table.</summary>
    public static byte[] Event(ScanResult scan, DataFrame data, int row)
    {
        var elapsed = data.Columns.FirstOrDefault(column => column.Role == ColumnRole.Time) is { } time && !time.IsNull(row) ? (TimeSpan?)TimeSpan.FromSeconds((double)time[row].ToObject()!) : null;
        return Bytes(new
        {
            Type = "event",
            Run = scan.Uid,
            Row = row,
            Time = scan.Started + elapsed,
            Data = data.Columns.ToDictionary(column => column.Name, column => column[row].ToObject(), StringComparer.Ordinal),
        });
    }

    public static byte[] Change(ScanChange change) => Bytes(new
    {
        Type = "change",
        Run = change.ScanUid,
        change.Time,
        State = change.State.ToString().ToLowerInvariant(),
        change.Reason,
        Rows = change.RowCount,
    });

    public static byte[] Stop(ScanStop stop, ScanResult scan) => Bytes(new
    {
        Type = "stop",
        Run = stop.ScanUid,
        stop.Time,
        Status = stop.ExitStatus.ToString().ToLowerInvariant(),
        stop.Reason,
        Points = stop.PointsDone,
        Rows = scan.RowCount,
        Missed = scan.MissedPoints,
        scan.Retries,
    });

    private static object Device(DeviceDescription device) => new { device.Id, device.Name, device.Family, device.Driver, device.Endpoint, Simulated = device.IsSimulated };

    private static byte[] Bytes<T>(T document) => JsonSerializer.SerializeToUtf8Bytes(document, Options);

    private static readonly JsonSerializerOptions Options = new(JournalJson.Options) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.Never };
}
