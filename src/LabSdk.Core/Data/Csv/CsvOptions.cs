namespace LabSdk.Data;

/// <summary>How a frame is written to and read from comma-separated text.</summary>
public sealed class CsvOptions
{
    /// <summary>The character between cells. Defaults to a comma. Not a quote, a line break, a letter, a digit, '#', '.', '+' or '-'.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>True when the first line holds the column names. Defaults to true.</summary>
    public bool HasNames { get; init; } = true;

    internal void Validate()
    {
        if (char.IsLetterOrDigit(Separator) || char.IsSurrogate(Separator) || "\"\r\n#.+-".Contains(Separator))
        {
            throw new ArgumentException($"'{Separator}' cannot separate cells. Use a comma, semicolon, tab or bar.", nameof(Separator));
        }
    }
}
