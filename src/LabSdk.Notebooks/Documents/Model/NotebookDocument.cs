using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>A notebook: cells and what is known about the whole.</summary>
/// <remarks>
/// Immutable: to change a notebook make a new one with <c>with</c>. The JSON objects it hands out must not be changed; use
/// <see cref="JsonNode.DeepClone"/>.
/// </remarks>
public sealed record NotebookDocument
{
    /// <summary>The cells in order. Default none.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; init; } = [];

    /// <summary>What is known about the notebook, in the shape of a Jupyter file; keys that nobody knows are kept. Default empty.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>The minor version of nbformat 4 that it was read from and will be written as. Default 5.</summary>
    public int MinorVersion { get; init; } = 5;

    /// <summary>The language of cells that name none; <c>csharp</c> unless the file tells another.</summary>
    public string Language => NotebookLanguage.OfDocument(Metadata);

    /// <summary>Keys of the file that this model has no member for.</summary>
    internal JsonObject? Unknown { get; init; }
}
