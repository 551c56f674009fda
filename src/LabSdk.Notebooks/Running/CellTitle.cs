namespace LabSdk.Notebooks;

/// <summary>One line that tells a reader which cell is meant.</summary>
internal static class CellTitle
{
    private const int Longest = 60;

    public static string Of(string code)
    {
        string[] lines = [.. TextLines.Split(code).Select(line => line.Trim()).Where(line => line.Length > 1)];
        var line = Array.Find(lines, line => !line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("using ", StringComparison.Ordinal) && line[0] != '#')
            ?? lines.FirstOrDefault() ?? code.Trim();
        var shown = new string([.. line.Select(symbol => char.IsControl(symbol) ? ' ' : symbol)]);
        return shown.Length <= Longest ? shown : shown[..(Longest - 3)] + "...";
    }
}
