namespace LabSdk.Odp;

/// <summary>What a <see cref="SampleWindow"/> stands for.</summary>
public enum SampleWindowKind
{
    /// <summary>The session's data begins; it holds none.</summary>
    Start,

    /// <summary>Data.</summary>
    Data,

    /// <summary>All data has been delivered; it holds none.</summary>
    End,
}

/// <summary>Samples of all streams in one order of time, then of name.</summary>
/// <param name="Kind">Data, or the mark of the begin or end.</param>
/// <param name="From">Begin, inclusive, nanoseconds since 1970-01-01 UTC.</param>
/// <param name="To">End, exclusive. Nothing older comes in a later window.</param>
/// <param name="Samples">In order.</param>
public sealed record SampleWindow(SampleWindowKind Kind, ulong From, ulong To, IReadOnlyList<TimedSample> Samples)
{
    /// <summary>The session, where several are read at once; else empty.</summary>
    public string SessionKey { get; init; } = "";

    /// <summary>The samples by parameter, each in order of time.</summary>
    public IEnumerable<IGrouping<string, TimedSample>> BySignal() => Samples.GroupBy(sample => sample.Identifier, StringComparer.Ordinal);

    /// <summary>The samples by time, each time's in order of name.</summary>
    public IEnumerable<IGrouping<ulong, TimedSample>> ByTime() => Samples.GroupBy(sample => sample.Time);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {OdpTime.ToText(From)} to {OdpTime.ToText(To)}: {Samples.Count} samples";
}
