using System.Globalization;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>Logical devices: a bar of the memory, and a table.</summary>
internal static class CxlLogicalDeviceView
{
    private const double Shares = 256;
    private static readonly TableColumn[] Columns = ["LD", new("Range 1", Align: Align.Right), new("Range 2", Align: Align.Right), new("Bandwidth", Align: Align.Right), new("Bandwidth limit", Align: Align.Right)];

    public static Block Of(CxlLogicalDevices devices)
    {
        var used = devices.Sizes.Select(size => new Segment($"LD {size.LdId}", (double)Total(size), CxlText.Bytes(Total(size)))).ToArray();
        var sum = devices.Sizes.Aggregate(0UL, (all, size) => all + Total(size));
        var parts = used.Where(part => part.Size > 0).Select((part, index) => part with { Ink = Inks.Series(index) }).ToList();
        var free = devices.Info.MemorySize > sum ? devices.Info.MemorySize - sum : 0;
        if (free > 0)
        {
            parts.Add(new Segment("not allocated", free, CxlText.Bytes(free), Ink.Line));
        }

        return new Stack(
            new SegmentBar(parts) { Title = $"Logical devices of {devices.Device.Id}{devices.Mark}", TotalText = CxlText.Bytes(devices.Info.MemorySize), HasList = false },
            new TextBlock(string.Create(CultureInfo.InvariantCulture, $"{CxlText.Bytes(sum)} with {used.Count(part => part.Size > 0)} of {devices.Info.LdCount} logical devices, from the left; {CxlText.Bytes(free)} not allocated."), TextStyle.Muted),
            new TableModel(Columns, devices.Sizes.Count, (row, column) => At(devices, row, column))
            {
                Caption = devices.GranularityBytes is { } unit ? $"Allocations, in units of {CxlText.Bytes(unit)}" : "Allocations",
                RowNoun = "logical devices",
            });
    }

    private static Cell At(CxlLogicalDevices devices, int row, int column)
    {
        var size = devices.Sizes[row];
        return column switch
        {
            0 => Cell.Integer(size.LdId),
            1 => Bytes(size.Range1Bytes),
            2 => Bytes(size.Range2Bytes),
            3 => row < devices.BandwidthShares.Count ? Share(devices.BandwidthShares[row]) : Cell.Null,
            _ => row >= devices.BandwidthLimits.Count ? Cell.Null : devices.BandwidthLimits[row] == 0 ? "none" : Share(devices.BandwidthLimits[row]),
        };
    }

    private static Cell Bytes(ulong? bytes) => bytes is { } known ? CxlText.Bytes(known) : Cell.Of(State.Unknown, "unknown unit");

    private static Cell Share(byte share) => string.Create(CultureInfo.InvariantCulture, $"{share / Shares * 100:0.#} %");

    private static ulong Total(LabSdk.Cxl.CxlLdSize size) => (size.Range1Bytes ?? 0) + (size.Range2Bytes ?? 0);
}
