using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>Something that a cell showed, or the value it ended with.</summary>
/// <param name="Data">The forms by mime type: texts as strings, JSON as JSON, pictures in base64.</param>
public sealed record DataOutput(JsonObject Data) : NotebookOutput
{
    /// <summary>True for the value of the last expression, false for what was shown on the way. Default false.</summary>
    public bool IsResult { get; init; }

    /// <summary>The number of the execution that a result belongs to.</summary>
    public int? ExecutionCount { get; init; }

    /// <summary>What is known about the forms by mime type. Default empty.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>A textual form; null when there is none of this type.</summary>
    /// <param name="mimeType">A mime type.</param>
    public string? Text(string mimeType) => Data[mimeType] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
