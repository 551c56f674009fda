using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>One cell of a notebook.</summary>
/// <remarks>
/// Immutable: to change a cell make a new one with <c>with</c>. The JSON objects it hands out must not be changed; use
/// <see cref="JsonNode.DeepClone"/>.
/// </remarks>
public sealed record NotebookCell
{
    /// <summary>Code, Markdown or raw.</summary>
    public NotebookCellKind Kind { get; init; }

    /// <summary>The text, lines ended by <c>\n</c> as in the file. Default empty.</summary>
    public string Source { get; init; } = "";

    /// <summary>Name of the language of a code cell as Polyglot writes it: <c>csharp</c>, <c>fsharp</c>, <c>html</c>. Default <c>csharp</c>.</summary>
    public string Language { get; init; } = KernelNames.CSharp;

    /// <summary>Identifies the cell in its notebook; null where the format has none.</summary>
    public string? Id { get; init; }

    /// <summary>What else is known about the cell, tags among it; keys that nobody knows are kept. Default empty.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>Pictures that a Markdown cell refers to: file name to mime type to content; null when there are none.</summary>
    public JsonObject? Attachments { get; init; }

    /// <summary>The number of the last execution of a code cell; null when it was never run.</summary>
    public int? ExecutionCount { get; init; }

    /// <summary>What a code cell wrote and showed. Default none.</summary>
    public IReadOnlyList<NotebookOutput> Outputs { get; init; } = [];

    /// <summary>The tags, for example <c>parameters</c> or <c>raises-exception</c>.</summary>
    public IReadOnlyList<string> Tags =>
        Metadata["tags"] is JsonArray tags ? [.. tags.OfType<JsonValue>().Select(tag => tag.TryGetValue<string>(out var text) ? text : null).OfType<string>()] : [];

    /// <summary>Keys of the file that this model has no member for.</summary>
    internal JsonObject? Unknown { get; init; }

    /// <summary>The source without the line that names its language.</summary>
    internal string Body => KernelNames.SplitMarker(Source).Body;

    /// <summary>A code cell.</summary>
    /// <param name="source">The code.</param>
    /// <param name="language">Its language.</param>
    public static NotebookCell Code(string source, string language = KernelNames.CSharp) => new() { Kind = NotebookCellKind.Code, Source = source, Language = language };

    /// <summary>A Markdown cell.</summary>
    /// <param name="source">The text.</param>
    public static NotebookCell Markdown(string source) => new() { Kind = NotebookCellKind.Markdown, Source = source };

    /// <summary>A raw cell.</summary>
    /// <param name="source">The text.</param>
    public static NotebookCell Raw(string source) => new() { Kind = NotebookCellKind.Raw, Source = source };

    /// <summary>The same cell with these tags instead of its own.</summary>
    /// <param name="tags">The tags; none to have no tags.</param>
    public NotebookCell WithTags(params IEnumerable<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var metadata = (JsonObject)Metadata.DeepClone();
        JsonNode?[] values = [.. tags.Select(tag => JsonValue.Create(tag))];
        metadata.Remove("tags");
        if (values.Length > 0)
        {
            metadata["tags"] = new JsonArray(values);
        }

        return this with { Metadata = metadata };
    }
}
