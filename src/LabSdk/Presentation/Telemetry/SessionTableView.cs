using LabSdk.Display;
using LabSdk.Odp;

namespace LabSdk.Presentation;

/// <summary>The sessions of a broker as a table.</summary>
internal static class SessionTableView
{
    private const int ShownDetails = 3;
    private static readonly TableColumn[] Columns = ["Session", "State", "Source", "Type", "Start (UTC)", new("Duration", Align: Align.Right), "Streams", "Details", "Key"];

    public static TableModel Of(TelemetrySessions sessions) => new(Columns, sessions.Count, (row, column) => At(sessions, sessions.Infos[row], column))
    {
        Caption = $"Sessions of {sessions.Subject}{sessions.Mark}",
        RowNoun = "sessions",
    };

    /// <summary>A state in colour and word.</summary>
    public static Cell State(OdpSessionInfo info) => info.IsComplete ? Cell.Of(Display.State.Unknown, "complete") : Cell.Of(Display.State.Ok, "live");

    private static Cell At(TelemetrySessions sessions, OdpSessionInfo info, int column) => column switch
    {
        0 => info.Identifier.Length > 0 ? info.Identifier : Cell.Null,
        1 => State(info),
        2 => Cell.Code(info.DataSource),
        3 => info.Type.Length > 0 ? info.Version > 1 ? $"{info.Type} v{info.Version}" : info.Type : Cell.Null,
        4 => TelemetryText.Date(info.CreationTime),
        5 => sessions.Duration(info) is { } seconds ? TelemetryText.Duration(Math.Round(seconds)) : Cell.Null,
        6 => sessions.StreamsOf(info) is { Count: > 0 } streams ? string.Join(", ", streams) : Cell.Null,
        7 => info.Details.Count > 0 ? Details(info) : Cell.Null,
        _ => Cell.Code(info.SessionKey.Length > 8 ? info.SessionKey[..8] + "…" : info.SessionKey),
    };

    private static string Details(OdpSessionInfo info)
    {
        var shown = string.Join("; ", info.Details.Take(ShownDetails).Select(pair => $"{pair.Key}: {pair.Value}"));
        return info.Details.Count > ShownDetails ? $"{shown}; {info.Details.Count - ShownDetails} more" : shown;
    }
}
