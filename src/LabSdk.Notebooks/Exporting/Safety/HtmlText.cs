using System.Text;

namespace LabSdk.Notebooks;

/// <summary>Text in HTML: encoded, and without characters that HTML does not know.</summary>
internal static class HtmlText
{
    public static string Encode(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        Append(result, text);
        return result.ToString();
    }

    public static void Append(StringBuilder result, ReadOnlySpan<char> text)
    {
        foreach (var symbol in text)
        {
            switch (symbol)
            {
                case '&':
                    result.Append("&amp;");
                    break;
                case '<':
                    result.Append("&lt;");
                    break;
                case '>':
                    result.Append("&gt;");
                    break;
                case '"':
                    result.Append("&quot;");
                    break;
                case '\'':
                    result.Append("&#39;");
                    break;
                case '\t' or '\n':
                    result.Append(symbol);
                    break;
                case '\r':
                    break;
                case < ' ' or '\u007f' or '\uffff' or '\ufffe':
                    result.Append('\ufffd');
                    break;
                default:
                    result.Append(symbol);
                    break;
            }
        }
    }
}
