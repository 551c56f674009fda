using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>The devices of a lab as one table with the state of each, and below it those that did not start.</summary>
internal static class DeviceTableView
{
    private static readonly TableColumn[] Columns = ["Device", "Name", "Kind", "Status", "Value", "Can", "Driver"];
    private static readonly TableColumn[] FailureColumns = ["Did not start", "Name", "Driver", "Why"];

    public static Block Of(DeviceTable table)
    {
        var several = table.Select(device => device.Description.Endpoint).Distinct().Count() > 1;
        var live = LiveState.All(table.Lab, table);
        var rows = table.Zip(live, (device, state) => Row(device, state, several));
        var blocks = new List<Block>
        {
            new TableModel(several ? [.. Columns, "Endpoint"] : Columns, rows)
            {
                Caption = table.Lab.IsSimulated ? "Devices (SIMULATED)" : "Devices",
                RowNoun = "devices",
            },
        };
        if (table.Failures.Count > 0)
        {
            blocks.Add(new StatusRows(new StatusRow(State.Fault, table.Failures.Count == 1 ? "1 device did not start" : $"{table.Failures.Count} devices did not start")));
            blocks.Add(new TableModel(FailureColumns, table.Failures.Select(Failure)) { ShowSize = false });
        }

        return blocks.Count == 1 ? blocks[0] : new Stack([.. blocks]);
    }

    private static Cell[] Row(Device device, LiveState live, bool withEndpoint)
    {
        var value = live.Trouble ?? DeviceCard.MainValue(device, live.Value);
        Cell[] cells =
        [
            Cell.Code(device.Id),
            device.Name,
            device.Description.Category,
            Cell.Of(live.State, live.Word),
            Cell.Text(value),
            DeviceCard.Abilities(device),
            Cell.Code(device.Description.Driver),
        ];
        return withEndpoint ? [.. cells, Cell.Code(device.Description.Endpoint)] : cells;
    }

    private static Cell[] Failure(RegistrationFailure failure) =>
        [Cell.Code(failure.DeviceId), failure.Name, Cell.Code(failure.Driver), failure.Error];
}
