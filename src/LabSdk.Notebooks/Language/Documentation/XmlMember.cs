using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace LabSdk.Notebooks.Language;

/// <summary>Finds the documentation of one member in the XML file of an assembly without reading all the others.</summary>
internal static class XmlMember
{
    // The largest file of the framework has 7 MB; nothing real is larger than this.
    private const long LargestFile = 64 << 20;

    /// <summary>The element <c>member</c>; null when the file has none of this name or cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">Documentation id, for example <c>M:System.Math.Atan(System.Double)</c>.</param>
    public static XElement? Find(string path, string id)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: <= LargestFile })
            {
                return null;
            }

            var content = File.ReadAllBytes(path).AsSpan();
            var start = content.IndexOf(Encoding.UTF8.GetBytes($"<member name=\"{new XText(id)}\">"));
            if (start < 0)
            {
                return null;
            }

            var end = content[start..].IndexOf("</member>"u8);
            return end < 0 ? null : Parse(Encoding.UTF8.GetString(content.Slice(start, end + "</member>".Length)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Parses an element; null when it is no XML.</summary>
    public static XElement? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            return XElement.Parse(text, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
