using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>Finds the language of a notebook and of a cell among the many places where programs write it.</summary>
internal static class NotebookLanguage
{
    public static string OfDocument(JsonObject metadata)
    {
        var name = Text(metadata, "polyglot_notebook", "kernelInfo", "defaultKernelName")
            ?? Text(metadata, "dotnet_interactive", "defaultKernelName")
            ?? Text(metadata, "kernelspec", "language")
            ?? Text(metadata, "language_info", "name");
        return name is null or "polyglot-notebook" ? KernelNames.CSharp : KernelNames.Canonical(name);
    }

    /// <summary>The source overrides the metadata, the newer metadata the older.</summary>
    public static string OfCell(string source, JsonObject metadata, string ofDocument)
    {
        var name = KernelNames.SplitMarker(source).Language
            ?? Text(metadata, "polyglot_notebook", "kernelName")
            ?? Text(metadata, "dotnet_interactive", "language")
            ?? Text(metadata, "vscode", "languageId");
        return name is null or "polyglot-notebook" ? ofDocument : KernelNames.Canonical(name);
    }

    /// <summary>The metadata with the language in it, as Polyglot writes it; the same metadata when it tells already.</summary>
    public static JsonObject Told(NotebookCell cell, string ofDocument)
    {
        if (OfCell(cell.Source, cell.Metadata, ofDocument) == cell.Language)
        {
            return cell.Metadata;
        }

        var metadata = (JsonObject)cell.Metadata.DeepClone();
        Set(metadata, "polyglot_notebook", "kernelName", cell.Language);
        Set(metadata, "dotnet_interactive", "language", cell.Language);
        return metadata;
    }

    private static void Set(JsonObject metadata, string section, string key, string value)
    {
        if (metadata[section] is not JsonObject members)
        {
            metadata[section] = members = [];
        }

        members[key] = value;
    }

    private static string? Text(JsonObject metadata, params ReadOnlySpan<string> path)
    {
        JsonNode? node = metadata;
        foreach (var key in path)
        {
            node = node is JsonObject members ? members[key] : null;
        }

        return node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
    }
}
