using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>A line that begins a cell of a script: <c>// %% [markdown] tags=["parameters"]</c>.</summary>
/// <param name="Kind">What stands in brackets; null for C#.</param>
/// <param name="Title">Words after it; may be empty.</param>
/// <param name="Tags">The tags.</param>
internal sealed record PercentMarker(string? Kind, string Title, IReadOnlyList<string> Tags)
{
    public const string Types = "types";
    public const string Raw = "raw";
    private const string Start = "// %%";
    private const string TagsKey = "tags=";

    /// <summary>True when a line begins a cell.</summary>
    public static bool IsMarker(string line) => TryRead(line) is not null;

    /// <summary>Reads a line; null when it does not begin a cell.</summary>
    public static PercentMarker? TryRead(string line)
    {
        var rest = line.StartsWith(Start, StringComparison.Ordinal) ? line[Start.Length..]
            : line.StartsWith("//%%", StringComparison.Ordinal) ? line[4..]
            : null;
        if (rest is null || (rest.Length > 0 && rest[0] is not (' ' or '\t')))
        {
            return null;
        }

        rest = rest.Trim();
        string? kind = null;
        if (rest.StartsWith('[') && rest.IndexOf(']', StringComparison.Ordinal) is > 1 and var end && char.IsAsciiLetter(rest[1]) && DibKernels.IsName(rest[1..end]))
        {
            kind = rest[1..end];
            rest = rest[(end + 1)..].TrimStart();
        }

        var tags = Array.Empty<string>();
        if (rest.IndexOf(TagsKey, StringComparison.Ordinal) is >= 0 and var at && (at == 0 || rest[at - 1] == ' ') && TryTags(rest[(at + TagsKey.Length)..], out tags))
        {
            rest = rest[..at].TrimEnd();
        }

        return new PercentMarker(kind, rest, tags);
    }

    /// <summary>Reads tags as JSON.</summary>
    public static bool TryTags(string json, out string[] tags)
    {
        tags = [];
        try
        {
            if (JsonText.Parse(json, "tags", NotebookFormat.Csx) is not JsonArray items)
            {
                return false;
            }

            tags = [.. items.OfType<JsonValue>().Select(item => item.TryGetValue<string>(out var tag) ? tag : null).OfType<string>()];
            return tags.Length == items.Count;
        }
        catch (NotebookFormatException)
        {
            return false;
        }
    }

    /// <summary>Writes tags as JSON, with the key.</summary>
    public static string Tagged(IReadOnlyList<string> tags) =>
        tags.Count == 0 ? "" : $" {TagsKey}{JsonWriter.Write(new JsonArray([.. tags.Select(tag => JsonValue.Create(tag))]), indent: 0)}";

    public override string ToString() =>
        Start + (Kind is null ? "" : $" [{Kind}]") + (Title.Length == 0 ? "" : " " + Title) + Tagged(Tags);
}
