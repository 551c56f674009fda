namespace LabSdk.Tests.Runs;

/// <summary>A journal's file in memory, on a disk of a size that the test chooses: what does not fit is written in part.</summary>
internal sealed class MemoryJournalFile : IJournalFile
{
    private readonly MemoryStream _bytes = new();

    /// <summary>How many bytes the disk holds.</summary>
    public long Room { get; set; } = long.MaxValue;

    /// <summary>True for a disk that has a fault where <see cref="Room"/> ends, and is not just full.</summary>
    public bool IsBroken { get; set; }

    /// <summary>True for a disk that cannot even cut what it has.</summary>
    public bool CannotTruncate { get; set; }

    public int Flushes { get; private set; }

    public bool IsClosed { get; private set; }

    public byte[] Bytes => _bytes.ToArray();

    public void Write(ReadOnlySpan<byte> bytes, long at)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        _bytes.Position = at;
        var fitting = (int)Math.Clamp(Room - at, 0, bytes.Length);
        _bytes.Write(bytes[..fitting]);
        if (fitting < bytes.Length)
        {
            throw IsBroken ? new IOException("Input/output error", 5) : new IOException("No space left on device", 28);
        }
    }

    public void Truncate(long length)
    {
        if (CannotTruncate)
        {
            throw new IOException("Input/output error");
        }

        _bytes.SetLength(length);
    }

    public void Flush() => Flushes++;

    public void Dispose() => IsClosed = true;

    /// <summary>A plan's choice to write here.</summary>
    public ScanPlan Under(ScanPlan plan, JournalSync sync = JournalSync.System) =>
        plan with { JournalChoice = new JournalChoice(true, "memory", sync) { Create = _ => this, Open = _ => Reopened() } };

    public JournalContent Read() => JournalReader.Read(new MemoryStream(Bytes), "memory");

    private MemoryJournalFile Reopened()
    {
        IsClosed = false;
        return this;
    }
}
