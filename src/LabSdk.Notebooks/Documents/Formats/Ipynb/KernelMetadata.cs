using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>What a Jupyter notebook says about the kernel it runs on.</summary>
internal static class KernelMetadata
{
    /// <summary>Name of the folder of our kernelspec.</summary>
    public const string Name = "labsdk";

    /// <summary>What the menus of notebook programs show.</summary>
    public const string DisplayName = "C# (LabSdk)";

    /// <summary>The language as Jupyter and VS Code know it; VS Code maps it to C#.</summary>
    public const string Language = "C#";

    /// <summary>The key <c>kernelspec</c>.</summary>
    public static JsonObject KernelSpec() => new() { ["display_name"] = DisplayName, ["language"] = Language, ["name"] = Name };

    /// <summary>The key <c>language_info</c>.</summary>
    public static JsonObject LanguageInfo() => new()
    {
        ["codemirror_mode"] = "text/x-csharp",
        ["file_extension"] = ".cs",
        ["mimetype"] = "text/x-csharp",
        ["name"] = Language,
        ["pygments_lexer"] = "csharp",
        ["version"] = "14.0",
    };

    /// <summary>The notebook with our kernel when it names none.</summary>
    public static NotebookDocument Complete(NotebookDocument document)
    {
        if (document.Language != KernelNames.CSharp || document.Metadata.ContainsKey("kernelspec"))
        {
            return document;
        }

        var metadata = (JsonObject)document.Metadata.DeepClone();
        metadata["kernelspec"] = KernelSpec();
        metadata.TryAdd("language_info", LanguageInfo());
        return document with { Metadata = metadata };
    }
}
