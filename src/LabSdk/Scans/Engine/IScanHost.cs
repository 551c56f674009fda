namespace LabSdk;

/// <summary>What devices belong to, when it wants to know of the scans they take part in: the lab with its <c>LastScan</c>.</summary>
internal interface IScanHost
{
    /// <summary>Cancelled when the host wants everything of its devices to stop: <c>Lab.Interrupt()</c>.</summary>
    CancellationToken Interrupted => CancellationToken.None;

    /// <summary>Where the journals of scans of its devices go; null for nowhere.</summary>
    string? JournalFolder => null;

    /// <summary>Called once when a run starts, before anything moves. Must be quick and must not throw.</summary>
    /// <param name="scan">The run; its data can be read at any time.</param>
    void OnScanStarting(ScanResult scan);
}
