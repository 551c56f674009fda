using System.Globalization;
using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>CXL components that could be connected, as a table, and why there are no more.</summary>
internal static class CxlDiscoveryView
{
    private static readonly TableColumn[] Columns = ["Address", "Way", "Serial number", "Firmware", "Memory", "Notes"];

    public static Block Of(CxlDiscovery found)
    {
        var rows = found.Mailboxes.Select(Row).Concat((found.Mctp?.Endpoints ?? []).Select(Row)).ToArray();
        var notes = new List<StatusRow>();
        if (rows.Length == 0)
        {
            notes.Add(new StatusRow(State.Unknown, "CXL", "nothing was found; labsdk doctor says why, Lab.Connect(\"cxl:sim\") needs no hardware"));
        }

        if (found.MctpProblem is { } problem)
        {
            notes.Add(new StatusRow(State.Unknown, "MCTP", problem));
        }

        notes.AddRange((found.Mctp?.Broken ?? []).Select(broken => new StatusRow(State.Warn, "MCTP", broken)));
        var table = new TableModel(Columns, rows) { Caption = "CXL components of this computer", RowNoun = "components" };
        return rows.Length == 0 ? new StatusRows(notes) : notes.Count == 0 ? table : new Stack(table, new StatusRows(notes));
    }

    private static Cell[] Row(CxlMailboxInfo mailbox) =>
    [
        Cell.Code($"cxl:{mailbox.Name}"), "mailbox", mailbox.SerialNumber is { } serial ? Cell.Code(CxlText.Serial(serial)) : Cell.Null, Cell.Code(mailbox.FirmwareVersion),
        mailbox.VolatileBytes is null && mailbox.PersistentBytes is null ? Cell.Null : $"{CxlText.Bytes(mailbox.VolatileBytes ?? 0)} volatile, {CxlText.Bytes(mailbox.PersistentBytes ?? 0)} persistent",
        mailbox.NumaNode is { } node and >= 0 ? string.Create(CultureInfo.InvariantCulture, $"NUMA node {node}") : Cell.Null,
    ];

    private static Cell[] Row(CxlMctpInfo endpoint) =>
    [
        Cell.Code(string.Create(CultureInfo.InvariantCulture, $"cxl+mctp://{endpoint.Network}/{endpoint.EndpointId}")), "MCTP", Cell.Null, Cell.Null, Cell.Null,
        endpoint.HasFabricManager ? "takes fabric manager commands" : Cell.Null,
    ];
}
