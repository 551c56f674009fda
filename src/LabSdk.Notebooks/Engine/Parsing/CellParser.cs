namespace LabSdk.Notebooks.Engine;

/// <summary>Takes the lines that are not C# out of a cell, keeping all positions.</summary>
internal static class CellParser
{
    /// <summary>The pieces of a cell in order.</summary>
    /// <param name="code">The cell.</param>
    public static IReadOnlyList<CellPart> Parse(string code)
    {
        var lines = CellLine.Of(code).ToArray();
        if (!Array.Exists(lines, line => line.IsDirective(code)))
        {
            return string.IsNullOrWhiteSpace(code) ? [] : [new CodePart(1, code)];
        }

        var parts = new List<CellPart>();
        for (var next = 0; next < lines.Length;)
        {
            next = IsForeign(Marker(code, lines[next]))
                ? ReadForeign(code, lines, next, parts)
                : ReadCode(code, lines, next, parts);
        }

        return parts;
    }

    /// <summary>
    /// The C# of a cell, with everything else blanked out, as it is compiled: as long as the cell, each character in its
    /// place.
    /// </summary>
    /// <param name="code">The cell.</param>
    public static string BlankMagics(string code)
    {
        var result = Blanks.Of(code).ToCharArray();
        foreach (var part in Parse(code).OfType<CodePart>())
        {
            for (var i = 0; i < part.Text.Length; i++)
            {
                result[i] = part.Text[i] == ' ' ? result[i] : part.Text[i];
            }
        }

        return UsingDeclarations.Rewrite(new string(result)).Code;
    }

    private static ReadOnlySpan<char> Marker(string code, CellLine line) =>
        line.Trimmed(code) is ['#', '!', ..] marker ? marker : "#!";

    private static bool IsForeign(ReadOnlySpan<char> marker) =>
        KernelNames.TryCanonical(marker[2..].ToString()) is { } language && language != KernelNames.CSharp;

    private static int ReadForeign(string code, CellLine[] lines, int first, List<CellPart> parts)
    {
        var end = first + 1;
        while (end < lines.Length && Marker(code, lines[end]) is var marker && KernelNames.TryCanonical(marker[2..].ToString()) is null)
        {
            end++;
        }

        var text = code[lines[first].End..lines[end - 1].End].Trim('\r', '\n');
        parts.Add(new ForeignPart(lines[first].Number, KernelNames.TryCanonical(Marker(code, lines[first])[2..].ToString())!, text));
        return end;
    }

    /// <summary>Reads C# with directives up to the next text in another language.</summary>
    private static int ReadCode(string code, CellLine[] lines, int first, List<CellPart> parts)
    {
        var hidden = HiddenText.Find(WithoutDirectives(code, lines, first));
        var (start, startLine) = (lines[first].Start, lines[first].Number);
        for (var i = first; i < lines.Length; i++)
        {
            var line = lines[i];
            if (!line.IsDirective(code) || hidden.Any(span => span.Start < line.Start && line.Start < span.End))
            {
                continue;
            }

            AddCode(line.Start);
            if (IsForeign(Marker(code, line)))
            {
                return i;
            }

            if (DirectiveParser.Parse(line.Trimmed(code), line.Number) is { } part)
            {
                parts.Add(part);
            }

            (start, startLine) = (line.End, line.Number + 1);
        }

        AddCode(code.Length);
        return lines.Length;

        void AddCode(int until)
        {
            if (!code.AsSpan(start, until - start).IsWhiteSpace())
            {
                parts.Add(new CodePart(startLine, Blanks.Of(code.AsSpan(0, start)) + code[start..until]));
            }
        }
    }

    private static string WithoutDirectives(string code, CellLine[] lines, int first)
    {
        var text = code.ToCharArray();
        Blanks.Fill(text.AsSpan(0, lines[first].Start));
        foreach (var line in lines.Skip(first).Where(line => line.IsDirective(code)))
        {
            Blanks.Fill(text.AsSpan(line.Start, line.End - line.Start));
        }

        return new string(text);
    }
}
