using LabSdk.Data;
using LabSdk.Fleet;

namespace LabSdk;

/// <summary>Exchanges as rows of a data frame.</summary>
internal static class ExchangeRows
{
    public static DataFrame ToFrame(ExchangeTable table)
    {
        var frame = new DataFrameBuilder()
            .AddColumn<DateTimeOffset>("time", role: ColumnRole.Time).AddColumn<double>("round_trip", "ms").AddColumn<long>("status_bytes", "B")
            .AddColumn<long>("command_bytes", "B").AddColumn<long>("reconnects").AddColumn<string>("mark").AddColumn<string>("status").AddColumn<string>("command");
        foreach (var each in table)
        {
            frame.Append(
                each.At,
                each.RoundTrip is { } time ? time.TotalMilliseconds : DataValue.Null,
                each.StatusSize,
                each.CommandSize is { } size ? size : DataValue.Null,
                each.Reconnects,
                Mark(each),
                Text(each.Status),
                each.CommandSize is null ? DataValue.Null : Text(each.Command));
        }

        return frame.Snapshot();
    }

    /// <summary>What was unusual about an exchange, in a few words; empty when nothing was.</summary>
    public static string Mark(FleetExchange each) => each switch
    {
        { Error: { } error } => "failed: " + error,
        { IsUnsolicited: true } => "unasked",
        { Reconnects: > 0 } => each.Reconnects == 1 ? "reconnected" : $"reconnected {each.Reconnects} times",
        { IsKeepAlive: true } => "kept alive",
        _ => "",
    };

    /// <summary>A payload as text, or as bytes in hexadecimal.</summary>
    public static string Text(ReadOnlyMemory<byte> data) => new FleetCommand(data, null, default, null).ToString();
}
