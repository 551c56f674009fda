namespace LabSdk.Notebooks;

/// <summary>A string literal under the cursor.</summary>
/// <param name="Receiver">The live value of the expression before the dot, for example the connected lab; null when it has none yet.</param>
/// <param name="ReceiverType">Full name of the static type before the dot; empty when there is none.</param>
/// <param name="Member">The method, or <c>this[]</c> for an indexer; empty when there is none.</param>
/// <param name="ArgumentIndex">Which argument the literal is, from 0.</param>
/// <param name="Prefix">What stands in the literal before the cursor.</param>
public sealed record StringPlace(object? Receiver, string ReceiverType, string Member, int ArgumentIndex, string Prefix)
{
    /// <summary>The name of the parameter that the literal is given to; empty when it is not known.</summary>
    public string Parameter { get; init; } = "";
}
