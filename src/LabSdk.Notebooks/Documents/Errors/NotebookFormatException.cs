namespace LabSdk.Notebooks;

/// <summary>A text is not a notebook of the format it was read as. The message says where.</summary>
public sealed class NotebookFormatException : ProtocolException
{
    /// <summary>Creates an error.</summary>
    /// <param name="name">The file, for the message.</param>
    /// <param name="format">The format it was read as.</param>
    /// <param name="why">What is wrong.</param>
    /// <param name="line">Line, from 1.</param>
    /// <param name="column">Column in UTF-16 units, from 1.</param>
    /// <param name="hint">What to try, as a sentence.</param>
    public NotebookFormatException(string name, NotebookFormat format, string why, int line, int column, string? hint = null)
        : base(
            DocumentErrorIds.Malformed,
            FormattableString.Invariant($"'{name}' is not a readable {NotebookFormats.NameOf(format)} file: {why} (line {line}, column {column})."),
            hint ?? "Open it in the program that wrote it and save it again, or take the last good copy.")
    {
        Line = line;
        Column = column;
    }

    /// <summary>Line of the fault, from 1.</summary>
    public int Line { get; }

    /// <summary>Column of the fault in UTF-16 units, from 1.</summary>
    public int Column { get; }
}
