using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>Turns the tree of an nbformat 3 file into that of version 4, as Jupyter's own library does.</summary>
internal static class NotebookVersion3
{
    private static readonly Dictionary<string, string> MimeTypesByName = new(StringComparer.Ordinal)
    {
        ["text"] = "text/plain", ["html"] = "text/html", ["svg"] = "image/svg+xml", ["png"] = "image/png", ["jpeg"] = "image/jpeg",
        ["latex"] = "text/latex", ["json"] = "application/json", ["javascript"] = "application/javascript",
    };

    public static void Upgrade(JsonObject root)
    {
        var cells = new JsonArray();
        foreach (var sheet in Items(root["worksheets"]))
        {
            foreach (var cell in Items(sheet["cells"]))
            {
                UpgradeCell(cell);
                Move(cell, cells);
            }
        }

        root.Remove("worksheets");
        root["cells"] = cells;
        (root["metadata"] as JsonObject)?.Remove("name");
    }

    private static void UpgradeCell(JsonObject cell)
    {
        switch (Name(cell, "cell_type"))
        {
            case "code":
                cell.Remove("language");
                Rename(cell, "input", "source");
                Rename(cell, "prompt_number", "execution_count");
                if (cell["metadata"] is JsonObject metadata && cell["collapsed"] is { } collapsed)
                {
                    metadata["collapsed"] = collapsed.DeepClone();
                }

                cell.Remove("collapsed");
                foreach (var output in Items(cell["outputs"]))
                {
                    UpgradeOutput(output);
                }

                break;
            case "heading":
                var level = cell["level"] is JsonValue value && value.TryGetValue<long>(out var number) ? Math.Clamp(number, 1, 6) : 1;
                var text = cell["source"] is JsonArray lines ? MimeData.TryJoin(lines) : Name(cell, "source");
                cell["cell_type"] = "markdown";
                cell["source"] = new string('#', (int)level) + " " + (text ?? "").Replace('\n', ' ').TrimEnd();
                cell.Remove("level");
                break;
            case "html":
                cell["cell_type"] = "markdown";
                break;
        }
    }

    private static void UpgradeOutput(JsonObject output)
    {
        switch (Name(output, "output_type"))
        {
            case "stream":
                Rename(output, "stream", "name");
                break;
            case "pyerr":
                output["output_type"] = "error";
                break;
            case ("pyout" or "display_data") and var type:
                output["output_type"] = type == "pyout" ? "execute_result" : "display_data";
                Rename(output, "prompt_number", "execution_count");
                var data = new JsonObject();
                foreach (var (key, value) in output.ToArray())
                {
                    if (key is not ("output_type" or "execution_count" or "metadata"))
                    {
                        output.Remove(key);
                        data[MimeTypesByName.GetValueOrDefault(key, key)] = value;
                    }
                }

                output["data"] = data;
                break;
        }
    }

    private static JsonObject[] Items(JsonNode? list) => list is JsonArray items ? [.. items.OfType<JsonObject>()] : [];

    private static string? Name(JsonObject owner, string key) => owner[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static void Rename(JsonObject owner, string from, string to)
    {
        if (owner[from] is { } value)
        {
            owner.Remove(from);
            owner[to] = value;
        }
    }

    private static void Move(JsonObject node, JsonArray to)
    {
        (node.Parent as JsonArray)?.Remove(node);
        to.Add(node);
    }
}
