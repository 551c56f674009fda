using System.Globalization;
using System.Text;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>Bytes as a hex listing: 16 a line, with the characters that can be printed beside them.</summary>
internal static class CxlBytesView
{
    private const int BytesInLine = 16;
    private const int MostLines = 32;

    public static Block Of(CxlBytes bytes)
    {
        var left = bytes.Length - (MostLines * BytesInLine);
        var blocks = new List<Block>
        {
            new TextBlock(bytes.Length == 0 ? "(no bytes)" : Listing(bytes.Data.Span, bytes.Offset, MostLines), TextStyle.Code),
        };
        if (left > 0)
        {
            blocks.Add(new TextBlock($"{CxlText.Bytes((ulong)left)} more; Data holds all, Save(path) writes them to a file.", TextStyle.Muted));
        }

        return new Section(string.Create(CultureInfo.InvariantCulture, $"{bytes.Name} of {bytes.Device.Id}: {bytes.Length} bytes{bytes.Mark}"), blocks);
    }

    /// <summary>The first lines of a listing.</summary>
    public static string Listing(ReadOnlySpan<byte> data, uint offset, int lines)
    {
        var text = new StringBuilder();
        for (var at = 0; at < data.Length && at < lines * BytesInLine; at += BytesInLine)
        {
            var line = data.Slice(at, Math.Min(BytesInLine, data.Length - at));
            text.Append(at > 0 ? "\n" : "").Append(CultureInfo.InvariantCulture, $"{offset + (uint)at:x8}  ");
            for (var i = 0; i < BytesInLine; i++)
            {
                text.Append(i < line.Length ? line[i].ToString("x2", CultureInfo.InvariantCulture) : "  ").Append(i == 7 ? "  " : " ");
            }

            text.Append(' ');
            foreach (var value in line)
            {
                text.Append(value is >= 0x20 and < 0x7F ? (char)value : '.');
            }
        }

        return text.ToString();
    }
}
