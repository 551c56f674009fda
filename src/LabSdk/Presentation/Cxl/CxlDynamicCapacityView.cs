using System.Globalization;
using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>Dynamic capacity: a bar of what is used, tables of regions and extents.</summary>
internal static class CxlDynamicCapacityView
{
    private static readonly TableColumn[] RegionColumns = ["Region", "Base", new("Length", Align: Align.Right), new("Decoded", Align: Align.Right), new("Block", Align: Align.Right), "On release"];
    private static readonly TableColumn[] ExtentColumns = ["Start", new("Length", Align: Align.Right), "Tag", "Shared"];

    public static Block Of(CxlDynamicCapacity capacity)
    {
        var free = capacity.TotalBytes > capacity.UsedBytes ? capacity.TotalBytes - capacity.UsedBytes : 0;
        var settings = capacity.Settings;
        var blocks = new List<Block>
        {
            new SegmentBar(
                new Segment("with the host", capacity.UsedBytes, CxlText.Bytes(capacity.UsedBytes), Ink.Series0),
                new Segment("free", free, CxlText.Bytes(free), Ink.Line))
            {
                Title = $"Dynamic capacity of {capacity.Device.Id}{capacity.Mark}",
                TotalText = CxlText.Bytes(capacity.TotalBytes),
            },
            new TableModel(RegionColumns, capacity.Regions.Select((region, index) => new[]
            {
                Cell.Integer(index), Cell.Code(CxlText.Address(region.Base)), CxlText.Bytes(region.RegionLength), CxlText.Bytes(region.DecodeLengthBytes), CxlText.Bytes(region.BlockSize),
                region.Flags.HasFlag(CxlSanitizeOnRelease.SanitizeOnRelease) ? "sanitized" : "left as it is",
            }))
            {
                Caption = "Regions", RowNoun = "regions",
            },
            capacity.Extents.Count == 0 ? new TextBlock("No extents.", TextStyle.Muted) : new TableModel(ExtentColumns, capacity.Extents.Select(extent => new[]
            {
                Cell.Code(CxlText.Address(extent.StartDpa)), CxlText.Bytes(extent.Length), extent.Tag == Guid.Empty ? Cell.Null : Cell.Code(extent.Tag.ToString()),
                extent.SharedSequence == 0 ? Cell.Null : Cell.Integer(extent.SharedSequence),
            }))
            {
                Caption = "Extents", RowNoun = "extents",
            },
            new TextBlock(
                string.Create(CultureInfo.InvariantCulture, $"{settings.ExtentsAvailableCount} of {settings.ExtentsSupportedCount} extents and {settings.TagsAvailableCount} of {settings.TagsSupportedCount} tags are free."), TextStyle.Muted),
        };
        return new Stack(blocks);
    }
}
