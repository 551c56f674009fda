namespace LabSdk;

/// <summary>What a plan says of its journal.</summary>
/// <param name="IsOn">Null leaves it to the lab of its devices.</param>
/// <param name="Folder">Null for the folder of the lab, or <c>data</c> in the working directory.</param>
/// <param name="Sync">How far a row has come when the scan goes on.</param>
internal sealed record JournalChoice(bool? IsOn = null, string? Folder = null, JournalSync Sync = JournalSync.System)
{
    public const string DefaultFolder = "data";

    /// <summary>Makes the file; tests put one here that fails.</summary>
    public Func<string, IJournalFile> Create { get; init; } = JournalFile.Create;

    /// <summary>Opens the file of a run that goes on.</summary>
    public Func<string, IJournalFile> Open { get; init; } = JournalFile.Open;
}
