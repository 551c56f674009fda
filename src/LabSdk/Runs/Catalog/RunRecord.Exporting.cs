using LabSdk.Data;

namespace LabSdk;

public sealed partial class RunRecord
{
    /// <summary>Saves the data as CSV. Blocks.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <returns>This run.</returns>
    /// <exception cref="LabException">The journal cannot be read, or the file not written.</exception>
    public RunRecord SaveCsv(string path)
    {
        Data.SaveCsv(path);
        return this;
    }

    /// <summary>Saves the data as JSON lines: one object for each point. Blocks.</summary>
    /// <inheritdoc cref="SaveCsv"/>
    public RunRecord SaveJsonLines(string path)
    {
        Data.SaveJsonLines(path);
        return this;
    }

    /// <summary>Saves the data for NumPy, with arrays, units and notes. Blocks.</summary>
    /// <inheritdoc cref="SaveCsv"/>
    public RunRecord SaveNpz(string path)
    {
        Data.SaveNpz(path);
        return this;
    }

    /// <summary>Saves the data in the form that the ending of the file names: <c>.csv</c>, <c>.jsonl</c> or <c>.ndjson</c>, <c>.npz</c>. Blocks.</summary>
    /// <inheritdoc cref="SaveCsv"/>
    public RunRecord Export(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return System.IO.Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => SaveCsv(path),
            ".jsonl" or ".ndjson" => SaveJsonLines(path),
            ".npz" => SaveNpz(path),
            _ => throw new LabConfigurationException(CoreErrorIds.InvalidOptions, $"A run cannot be exported to '{path}': its ending names no form.", "End it in .csv, .jsonl or .npz."),
        };
    }

    /// <summary>A name for a file of this run that is safe in every folder: its name and the end of its uid.</summary>
    internal string FileStem => $"{RunFolder.SafeName(Name)}_{SafeFileName.From(Uid.Length > 8 ? Uid[^8..] : Uid)}";
}
