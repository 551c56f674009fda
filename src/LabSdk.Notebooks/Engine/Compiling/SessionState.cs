using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;

namespace LabSdk.Notebooks.Engine;

/// <summary>What has run so far. Immutable, so that the language service can read it while a cell runs.</summary>
/// <param name="Steps">The code in order.</param>
/// <param name="Compilation">The compilation of the last step; null at the beginning.</param>
/// <param name="Slots">Where generated code finds the objects of earlier steps: slot 0 is unused, then one per step that ran code.</param>
/// <param name="Used">How many slots are taken.</param>
internal sealed record SessionState(ImmutableList<ExecutedSubmission> Steps, CSharpCompilation? Compilation, object?[] Slots, int Used)
{
    public static SessionState Empty { get; } = new([], null, new object?[1], 1);

    /// <summary>The variables, last declaration of each name, in order of declaration.</summary>
    public IReadOnlyList<ScriptVariable> Variables()
    {
        var found = new OrderedDictionary<string, ScriptVariable>(StringComparer.Ordinal);
        foreach (var (name, field, owner) in Fields())
        {
            found.Remove(name);
            found.Add(name, new ScriptVariable(name, field.FieldType, field.GetValue(owner)));
        }

        return [.. found.Values];
    }

    /// <summary>The last declared variable of a name; null when there is none.</summary>
    public ScriptVariable? Find(string name)
    {
        for (var slot = Used - 1; slot > 0; slot--)
        {
            if (Slots[slot] is { } owner && owner.GetType().GetField(name, BindingFlags.Public | BindingFlags.Instance) is { } field)
            {
                return new ScriptVariable(name, field.FieldType, field.GetValue(owner));
            }
        }

        return null;
    }

    /// <summary>The slots with room for one more step; never the same array, as a running cell may still hold the old one.</summary>
    public object?[] SlotsForNext()
    {
        var slots = new object?[Used + 1];
        Array.Copy(Slots, slots, Used);
        return slots;
    }

    /// <summary>The state after a step.</summary>
    /// <param name="submission">The step.</param>
    /// <param name="slots">The slots it ran over.</param>
    public SessionState After(Submission submission, object?[] slots) => new(
        Steps.Add(submission.Step),
        submission.Compilation,
        slots,
        submission.Start is null ? Used : Used + 1);

    private IEnumerable<(string Name, FieldInfo Field, object Owner)> Fields() =>
        from owner in Slots.Take(Used)
        where owner is not null
        from field in owner.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance).OrderBy(f => f.MetadataToken)
        where char.IsLetter(field.Name[0]) || field.Name[0] == '_'
        select (field.Name, field, owner);
}
