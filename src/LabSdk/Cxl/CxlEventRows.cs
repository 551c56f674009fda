using LabSdk.Cxl;
using LabSdk.Data;
using LabSdk.Families.Cxl;

namespace LabSdk;

/// <summary>Event records as rows of data.</summary>
internal static class CxlEventRows
{
    public static DataFrame ToFrame(CxlEventTable table)
    {
        var frame = new DataFrameBuilder()
            .AddColumn<string>("log").AddColumn<long>("handle", role: ColumnRole.Index).AddColumn<DateTimeOffset>("time", role: ColumnRole.Time)
            .AddColumn<string>("severity").AddColumn<string>("kind").AddColumn<string>("text").AddColumn<string>("address")
            .AddColumn<string>("flags").AddColumn<long>("related").AddColumn<string>("uuid");
        foreach (var (log, record) in table)
        {
            var details = record.ReadDetails();
            frame.Append(
                CxlText.Words(log), (long)record.Handle, record.Time is { } time ? time : DataValue.Null, CxlText.Words(record.Severity), record.Kind,
                CxlEventText.Of(record, details), CxlEventText.Address(details) is { } address ? CxlText.Address(address) : DataValue.Null,
                CxlEventText.Flags(record), record.RelatedRecord is { } related ? (long)related : DataValue.Null, record.Uuid.ToString());
        }

        return frame.Snapshot();
    }
}
