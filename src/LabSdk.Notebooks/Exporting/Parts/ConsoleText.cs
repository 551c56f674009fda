using System.Text;

namespace LabSdk.Notebooks;

/// <summary>Text of a stream as a terminal leaves it: a carriage return writes over the line, a backspace over a character.</summary>
internal static class ConsoleText
{
    public static string Settle(string text)
    {
        if (!text.AsSpan().ContainsAny('\r', '\b'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var lineStart = 0;
        var isReturned = false;
        for (var i = 0; i < text.Length; i++)
        {
            var symbol = text[i];
            if (symbol == '\r')
            {
                isReturned = true;
                continue;
            }

            if (symbol == '\b')
            {
                result.Length -= result.Length > lineStart ? 1 : 0;
                continue;
            }

            if (isReturned && symbol != '\n')
            {
                result.Length = lineStart;
            }

            isReturned = false;
            result.Append(symbol);
            if (symbol == '\n')
            {
                lineStart = result.Length;
            }
        }

        return result.ToString();
    }
}
