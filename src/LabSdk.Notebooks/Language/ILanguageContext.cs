using Microsoft.CodeAnalysis;

namespace LabSdk.Notebooks.Language;

/// <summary>What the language service knows about a session. Every member can be called from any thread.</summary>
internal interface ILanguageContext
{
    /// <summary>The cells that have been run since the last reset, oldest first, as plain C#: a snapshot.</summary>
    IReadOnlyList<string> Submissions { get; }

    /// <summary>The assemblies that the next cell can use: a snapshot.</summary>
    IReadOnlyList<MetadataReference> References { get; }

    /// <summary>Namespaces, and types after <c>static</c>, that cells use without <c>using</c>.</summary>
    IReadOnlyList<string> Imports { get; }

    /// <summary>A variable by name; null when there is none.</summary>
    /// <param name="name">Its name.</param>
    ScriptVariable? Find(string name);
}
