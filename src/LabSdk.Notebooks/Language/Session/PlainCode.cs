using System.Text.RegularExpressions;

namespace LabSdk.Notebooks.Language;

/// <summary>Takes out of a cell what the compiler of scripts does not know, without moving anything.</summary>
internal static partial class PlainCode
{
    /// <summary>
    /// The code with magic commands, package lines and script directives replaced by blanks, and <c>using</c> before a
    /// variable, too; every position stays.
    /// </summary>
    public static string Of(string code)
    {
        var text = code.Contains('#', StringComparison.Ordinal) ? BlankLines(code) : code;
        return text.Contains("using", StringComparison.Ordinal) ? UsingVariable().Replace(text, match => new string(' ', match.Length)) : text;
    }

    private static string BlankLines(string code)
    {
        var text = code.ToCharArray();
        for (var start = 0; start < text.Length;)
        {
            var end = Array.IndexOf(text, '\n', start);
            end = end < 0 ? text.Length : end;
            var line = text.AsSpan(start, end - start);
            if (IsForeign(line.TrimStart()))
            {
                line.Fill(' ');
            }

            start = end + 1;
        }

        return new string(text);
    }

    private static bool IsForeign(ReadOnlySpan<char> line) =>
        line.StartsWith("#!") || line.StartsWith("#:") || line.StartsWith("#r ") || line.StartsWith("#load ");

    // `using Name = Some.Type;` is an alias: a variable has a type before its name.
    [GeneratedRegex(@"(?<=^[ \t]*|[;}][ \t]*)(await[ \t]+)?using[ \t]+(?=[\w.<>,?\[\]]+[ \t]+\w+[ \t]*=[^=])", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UsingVariable();
}
