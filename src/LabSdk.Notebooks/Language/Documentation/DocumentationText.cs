using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LabSdk.Notebooks.Language;

/// <summary>Documentation elements as readable text.</summary>
internal static partial class DocumentationText
{
    public static string Of(XElement? element)
    {
        if (element is null)
        {
            return "";
        }

        var text = new StringBuilder();
        Write(element, text);
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.StartsWith('\u0001') ? line[1..].TrimEnd() : Spaces().Replace(line, " ").Trim()))
            .Trim('\n').Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
    }

    /// <summary>The last part of a documentation id: <c>T:System.Collections.Generic.List`1</c> is <c>List</c>.</summary>
    public static string Name(string id)
    {
        var name = id.Length > 2 && id[1] == ':' ? id[2..] : id;
        var parameters = name.IndexOf('(', StringComparison.Ordinal);
        name = parameters < 0 ? name : name[..parameters];
        name = name[(name.LastIndexOf('.') + 1)..];
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        return arity < 0 ? name : name[..arity];
    }

    private static void Write(XElement element, StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText plain:
                    // Line ends of the source are no line ends of the text.
                    text.Append(plain.Value.ReplaceLineEndings(" "));
                    break;
                case XElement child:
                    WriteElement(child, text);
                    break;
            }
        }
    }

    private static void WriteElement(XElement element, StringBuilder text)
    {
        switch (element.Name.LocalName)
        {
            case "see" or "seealso" when !element.Nodes().Any():
                text.Append(element.Attribute("langword")?.Value ?? element.Attribute("href")?.Value ?? Name(element.Attribute("cref")?.Value ?? ""));
                break;
            case "paramref" or "typeparamref":
                text.Append(element.Attribute("name")?.Value);
                break;
            case "para" or "br":
                text.Append("\n\n");
                Write(element, text);
                text.Append("\n\n");
                break;
            case "item":
                text.Append("\n- ");
                Write(element, text);
                break;
            case "code":
                // The mark keeps the layout of the line.
                text.Append("\n\u0001").Append(element.Value.Trim('\n', '\r').ReplaceLineEndings("\n\u0001")).Append('\n');
                break;
            default:
                Write(element, text);
                break;
        }
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
