using Microsoft.CodeAnalysis;

namespace LabSdk.Notebooks.Engine;

/// <summary>One step of a session.</summary>
/// <param name="Code">Plain C#.</param>
/// <param name="References">The references it added.</param>
/// <param name="Imports">The namespaces it added besides its own <c>using</c> lines.</param>
internal sealed record ExecutedSubmission(string Code, IReadOnlyList<MetadataReference> References, IReadOnlyList<string> Imports);
