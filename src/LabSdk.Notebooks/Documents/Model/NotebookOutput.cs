using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>One output of a code cell, as Jupyter stores it.</summary>
public abstract record NotebookOutput
{
    private protected NotebookOutput()
    {
    }

    /// <summary>Keys of the file that this model has no member for.</summary>
    internal JsonObject? Unknown { get; init; }
}
