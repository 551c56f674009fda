namespace LabSdk.Notebooks;

/// <summary>Proposes the content of a string literal: device names in <c>lab.Motor("...")</c>, signals, units.</summary>
public interface IStringCompletion
{
    /// <summary>The proposals; empty when it knows nothing here. Must be quick and must not talk to a device.</summary>
    /// <param name="place">Which argument of which method the literal is.</param>
    IEnumerable<CompletionItem> Propose(StringPlace place);
}
