namespace LabSdk.Notebooks;

/// <summary>A notebook in another format.</summary>
/// <param name="Text">The content of the file.</param>
/// <param name="Losses">What the format cannot hold, or holds in another form; empty when nothing is lost.</param>
public sealed record ConversionResult(string Text, IReadOnlyList<ConversionLoss> Losses);
