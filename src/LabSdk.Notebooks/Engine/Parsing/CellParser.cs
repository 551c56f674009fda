namespace LabSdk.Notebooks.Engine;

/// <summary>Takes the lines that are not C# out of a cell, keeping all positions.</summary>
internal static class CellParser
{
    /// <summary>The pieces of a cell in order.</summary>
    /// <param name="code">The cell.</param>
    public static IReadOnlyList<CellPart> Parse(string code)
    {
        var parts = new List<CellPart>();
        var (start, startLine, position) = (0, 1, 0);
        for (var line = 1; position < code.Length; line++)
        {
            var end = code.IndexOf('\n', position);
            end = end < 0 ? code.Length : end + 1;
            var text = code.AsSpan(position, end - position).Trim();
            if (text.StartsWith("#!"))
            {
                AddCode(position);
                var space = text.IndexOfAny(' ', '\t');
                parts.Add(space < 0
                    ? new MagicPart(line, text.ToString(), "")
                    : new MagicPart(line, text[..space].ToString(), text[space..].Trim().ToString()));
                (start, startLine) = (end, line + 1);
            }

            position = end;
        }

        AddCode(code.Length);
        return parts;

        void AddCode(int until)
        {
            if (!code.AsSpan(start, until - start).IsWhiteSpace())
            {
                parts.Add(new CodePart(startLine, Blank(code.AsSpan(0, start)) + code[start..until]));
            }
        }
    }

    /// <summary>The C# of a cell, with everything else blanked out: as long as the cell, line by line.</summary>
    /// <param name="code">The cell.</param>
    public static string BlankMagics(string code)
    {
        var result = Blank(code).ToCharArray();
        foreach (var part in Parse(code).OfType<CodePart>())
        {
            for (var i = 0; i < part.Text.Length; i++)
            {
                result[i] = part.Text[i] == ' ' ? result[i] : part.Text[i];
            }
        }

        return new string(result);
    }

    private static string Blank(ReadOnlySpan<char> text) =>
        string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = from[i] is '\n' or '\r' ? from[i] : ' ';
            }
        });
}
