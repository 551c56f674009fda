namespace LabSdk.Odp.Client;

/// <summary>How far one session was read. Changed by the reading loop alone.</summary>
internal sealed class SessionReading(OdpSessionInfo info, bool isOpening, bool isSnapshot)
{
    /// <summary>What is known of it now.</summary>
    public OdpSessionInfo Info { get; set; } = info;

    /// <summary>It was complete when reading began: its offsets are final, and nothing is under way any more.</summary>
    public bool WasComplete { get; } = isOpening && info.IsComplete;

    /// <summary>It was there when reading began.</summary>
    public bool IsOpening => isOpening;

    /// <summary>Only what is there when reading begins is wanted.</summary>
    public bool IsSnapshot => isSnapshot;

    public Dictionary<ReadSource, SourceProgress> Progress { get; } = [];

    public bool IsStarted { get; set; }

    public bool IsDone { get; set; }

    /// <summary>Told as silent; goes on when a record comes.</summary>
    public bool IsInactive { get; set; }

    /// <summary>The targets of its sources are known.</summary>
    public bool IsClosing { get; set; }

    /// <summary>The grace for tails without an end is over.</summary>
    public bool IsGraceOver { get; set; }

    /// <summary>Every stream with records has its end, though the session table does not say so.</summary>
    public bool IsEndedByStreams { get; set; }

    /// <summary>When the current grace began, in time spent waiting.</summary>
    public TimeSpan? GraceStart { get; set; }

    /// <summary>When something came last, in time spent waiting.</summary>
    public TimeSpan LastActivity { get; set; }

    public bool IsEnded => Info.IsComplete || IsEndedByStreams;

    /// <summary>Every stream that had records has had its end, and there was one at least.</summary>
    public bool HasAllEnds
    {
        get
        {
            var any = false;
            foreach (var (source, progress) in Progress)
            {
                any |= progress.EndSeen;
                if (progress is { HasRecords: true, EndSeen: false } && !source.IsEssentials)
                {
                    return false;
                }
            }

            return any;
        }
    }

    public bool IsComplete
    {
        get
        {
            foreach (var progress in Progress.Values)
            {
                if (!progress.IsDone)
                {
                    return false;
                }
            }

            return true;
        }
    }
}

/// <summary>How far one session was read in one partition.</summary>
internal sealed class SourceProgress(long start)
{
    /// <summary>The next record that was not delivered before.</summary>
    public long Next { get; set; } = start;

    /// <summary>There were records of the session.</summary>
    public bool HasRecords { get; set; }

    /// <summary>The stream itself said that it ends.</summary>
    public bool EndSeen { get; set; }

    /// <summary>Nothing more is to come.</summary>
    public bool IsDone { get; set; }

    /// <summary>Where the session's records end, as its last packet says.</summary>
    public long SoftTarget { get; set; } = long.MaxValue;

    /// <summary>Where everything ends that was there when the session was known to be complete.</summary>
    public long HardTarget { get; set; } = long.MaxValue;
}
