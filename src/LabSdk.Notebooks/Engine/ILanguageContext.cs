using Microsoft.CodeAnalysis.CSharp;

namespace LabSdk.Notebooks.Engine;

/// <summary>What the language service may know of a session. Thread-safe; every property is a snapshot of its moment.</summary>
internal interface ILanguageContext
{
    /// <summary>
    /// The code that has run, in order: plain C# with everything else blanked out, and what each step added to references
    /// and imports. The first one carries the defaults.
    /// </summary>
    IReadOnlyList<ExecutedSubmission> Submissions { get; }

    /// <summary>The compilation of the last code that ran; null at the beginning. New code continues from it.</summary>
    CSharpCompilation? Compilation { get; }

    /// <summary>A compilation of code that would run next, bound to all that has run. Not emitted, not remembered.</summary>
    /// <param name="code">Plain C#, see <see cref="CellParser"/>.</param>
    CSharpCompilation Continue(string code);

    /// <summary>The current value of a variable; null when there is none of this name.</summary>
    /// <param name="name">Its name.</param>
    ScriptVariable? Find(string name);

    /// <summary>The variables, last declaration of each name, in order of declaration.</summary>
    IReadOnlyList<ScriptVariable> Variables { get; }

    /// <summary>The magic commands of the session.</summary>
    IReadOnlyList<IMagicCommand> Magics { get; }
}
