namespace LabSdk.Notebooks;

/// <summary>Proposes the content of a string literal: device names in <c>lab.Motor("...")</c>, signals, units.</summary>
public interface IStringCompletion
{
    /// <summary>The proposals; empty when it knows nothing here. Must be quick and must not talk to a device.</summary>
    /// <param name="place">Which argument of which method the literal is.</param>
    IEnumerable<CompletionItem> Propose(StringPlace place);

    /// <summary>
    /// The value of a property that this source knows to be quick and harmless to read, so that a literal after it can be
    /// completed, too: <c>scan.Data["..."]</c>. Other properties are never read.
    /// </summary>
    /// <param name="owner">A live object.</param>
    /// <param name="property">Name of the property.</param>
    /// <returns>The value; null for properties that it does not know.</returns>
    object? Read(object owner, string property) => null;
}
