using Microsoft.CodeAnalysis.CSharp;

namespace LabSdk.Notebooks.Engine;

/// <summary>Code that compiled and can run.</summary>
/// <param name="Step">What the session remembers of it.</param>
/// <param name="Compilation">Its compilation; the next one continues from it.</param>
/// <param name="Start">Runs it over the slots of the session; null when it has nothing to run, for example only <c>using</c> lines.</param>
internal sealed record Submission(ExecutedSubmission Step, CSharpCompilation Compilation, Func<object?[], Task<object?>>? Start);
