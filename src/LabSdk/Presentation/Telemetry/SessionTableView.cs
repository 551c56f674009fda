using LabSdk.Display;
using LabSdk.Odp;

namespace LabSdk.Presentation;

/// <summary>The sessions of a broker as a table; a column that says nothing of any of them is left out.</summary>
internal static class SessionTableView
{
    private const int ShownDetails = 3;
    private const int ShownKey = 8;

    public static TableModel Of(TelemetrySessions sessions)
    {
        var infos = sessions.Infos;
        List<(TableColumn Head, Func<OdpSessionInfo, Cell> Cell)> columns =
        [
            ("Session", info => info.Identifier.Length > 0 ? info.Identifier : Cell.Null),
            ("State", State),
            ("Source", info => Cell.Code(info.DataSource)),
        ];
        if (infos.Any(info => info.Type is not ("Session" or "") || info.Version > 1))
        {
            columns.Add(("Type", info => info.Type.Length > 0 ? info.Version > 1 ? $"{info.Type} v{info.Version}" : info.Type : Cell.Null));
        }

        columns.Add(("Start (UTC)", info => TelemetryText.Date(info.CreationTime)));
        columns.Add((new TableColumn("Duration", Align: Align.Right), info => sessions.Duration(info) is { } seconds ? TelemetryText.Duration(Math.Round(seconds)) : Cell.Null));
        if (infos.Any(info => sessions.StreamsOf(info).Count > 0))
        {
            columns.Add(("Streams", info => sessions.StreamsOf(info) is { Count: > 0 } streams ? string.Join(", ", streams) : Cell.Null));
        }

        if (infos.Any(info => info.Details.Count > 0))
        {
            columns.Add(("Details", info => info.Details.Count > 0 ? Details(info) : Cell.Null));
        }

        columns.Add(("Key", info => Cell.Code(info.SessionKey.Length > ShownKey ? info.SessionKey[..ShownKey] + "…" : info.SessionKey)));
        return new TableModel([.. columns.Select(column => column.Head)], infos.Count, (row, column) => columns[column].Cell(infos[row]))
        {
            Caption = $"Sessions of {sessions.Subject}{sessions.Mark}",
            RowNoun = "sessions",
        };
    }

    private static Cell State(OdpSessionInfo info) => info.IsComplete ? Cell.Of(Display.State.Unknown, "complete") : Cell.Of(Display.State.Ok, "live");

    private static string Details(OdpSessionInfo info)
    {
        var shown = string.Join("; ", info.Details.Take(ShownDetails).Select(pair => $"{pair.Key}: {pair.Value}"));
        return info.Details.Count > ShownDetails ? $"{shown}; {info.Details.Count - ShownDetails} more" : shown;
    }
}
