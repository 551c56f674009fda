namespace LabSdk;

public sealed partial record ScanPlan
{
    /// <summary>
    /// Chooses whether every point is written to a journal before it shows in the data: a file that survives an exception, an interrupt
    /// and a killed process, and from which <c>Resume()</c> goes on. Default without this call: as the lab of the devices
    /// says, see <see cref="LabOptions.Journal"/>; none when no device belongs to a lab.
    /// </summary>
    /// <param name="on">False for no journal.</param>
    public ScanPlan Journal(bool on = true) => this with { JournalChoice = JournalChoice with { IsOn = on } };

    /// <summary>Writes the journal into a folder of its own.</summary>
    /// <param name="folder">The folder; made when it does not exist.</param>
    /// <param name="sync">How far a point has come when the scan goes on. Default: to the operating system.</param>
    public ScanPlan Journal(string folder, JournalSync sync = JournalSync.System)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return this with { JournalChoice = JournalChoice with { IsOn = true, Folder = folder, Sync = sync } };
    }

    internal JournalChoice JournalChoice { get; init; } = new();
}
