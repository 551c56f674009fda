using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>The kernels that a notebook knows, and so the lines that begin a cell: the usual ones and those of its metadata.</summary>
internal sealed class DibKernels
{
    private readonly Dictionary<string, string> _own = new(StringComparer.Ordinal);

    public DibKernels(JsonObject? kernelInfo)
    {
        Default = Text(kernelInfo?["defaultKernelName"]) is { } name ? KernelNames.Canonical(name) : KernelNames.CSharp;
        foreach (var item in kernelInfo?["items"] is JsonArray items ? items.OfType<JsonObject>() : [])
        {
            if (Text(item["name"]) is not { Length: > 0 } kernel)
            {
                continue;
            }

            var canonical = KernelNames.TryCanonical(kernel) ?? kernel;
            _own[kernel] = canonical;
            foreach (var alias in item["aliases"] is JsonArray aliases ? aliases.Select(Text).OfType<string>() : [])
            {
                _own.TryAdd(alias, canonical);
            }
        }
    }

    /// <summary>The language of cells without a marker.</summary>
    public string Default { get; }

    /// <summary>The language that a line begins a cell of; null for any other line.</summary>
    public string? StartedBy(string line)
    {
        if (!line.StartsWith("#!", StringComparison.Ordinal))
        {
            return null;
        }

        var name = line[2..].TrimEnd();
        return KernelNames.TryCanonical(name) ?? _own.GetValueOrDefault(name);
    }

    /// <summary>True when a name can stand in a marker line.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && name != "meta" && name.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '.' or '_' or '-' or '#' or '+');

    /// <summary>The metadata of a notebook with these languages, as Polyglot writes it; what the notebook says itself is kept.</summary>
    public static JsonObject Describe(JsonObject? own, string ofDocument, IEnumerable<string> languages)
    {
        var info = (JsonObject?)own?.DeepClone() ?? [];
        info["defaultKernelName"] ??= ofDocument;
        if (info["items"] is not JsonArray items)
        {
            info["items"] = items = [];
        }

        // A list that is there stays as its author wrote it, as long as every reader knows what it does not name.
        var known = new DibKernels(info);
        var isOwn = items.Count > 0;
        foreach (var language in languages.Prepend(ofDocument).Distinct().Where(language => !known._own.ContainsKey(language) && (!isOwn || KernelNames.TryCanonical(language) is null)))
        {
            items.Add(Item(language));
        }

        return info;
    }

    private static JsonObject Item(string language) => language switch
    {
        KernelNames.CSharp => new() { ["name"] = language, ["languageName"] = "C#", ["aliases"] = new JsonArray("c#", "cs") },
        KernelNames.Markdown => new() { ["name"] = language, ["languageName"] = "Markdown", ["aliases"] = new JsonArray("md") },
        "fsharp" => new() { ["name"] = language, ["languageName"] = "F#", ["aliases"] = new JsonArray("f#", "fs") },
        "pwsh" => new() { ["name"] = language, ["languageName"] = "PowerShell", ["aliases"] = new JsonArray("powershell") },
        "html" => new() { ["name"] = language, ["languageName"] = "HTML", ["aliases"] = new JsonArray() },
        _ => new() { ["name"] = language, ["aliases"] = new JsonArray() },
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
