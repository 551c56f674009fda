using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace LabSdk.Display.Tests.Rules;

/// <summary>Reads outputs strictly: an output that is not well-formed XML has lost its structure to some text in it.</summary>
internal static partial class OutputReader
{
    public static XElement Html(string html)
    {
        // Script text is not XML; nothing of ours in it needs escaping, and that is checked on its own.
        var document = ScriptText().Replace(html, match => $"<script>{match.Groups[1].Value.Replace("&", "&amp;").Replace("<", "&lt;")}</script>");
        return Parse(document);
    }

    public static XElement Parse(string xml)
    {
        using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = true });
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }

    public static string Style(XElement root) => string.Concat(root.Descendants().Where(e => e.Name.LocalName == "style").Select(e => e.Value));

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex ScriptText();
}
