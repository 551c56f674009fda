namespace LabSdk.Notebooks.Engine;

/// <summary>Takes text out of code without moving what stays.</summary>
internal static class Blanks
{
    /// <summary>Spaces and the same line ends.</summary>
    public static string Of(ReadOnlySpan<char> text) =>
        string.Create(text.Length, text, static (to, from) =>
        {
            from.CopyTo(to);
            Fill(to);
        });

    /// <summary>Overwrites everything but line ends with spaces.</summary>
    public static void Fill(Span<char> text)
    {
        foreach (ref var c in text)
        {
            if (c is not '\n' and not '\r')
            {
                c = ' ';
            }
        }
    }
}
