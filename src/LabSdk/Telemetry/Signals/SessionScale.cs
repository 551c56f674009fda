namespace LabSdk;

/// <summary>What frames and plots of one session have in common: where its time begins, its laps, its name.</summary>
/// <param name="Name">The session for captions.</param>
/// <param name="Origin">The begin, nanoseconds since 1970-01-01 UTC: time 0 of plots and frames.</param>
/// <param name="Laps">Its laps.</param>
/// <param name="IsSimulated">True when it comes from a simulated broker.</param>
internal sealed record SessionScale(string Name, ulong Origin, LapTable Laps, bool IsSimulated)
{
    /// <summary>Seconds since the begin; negative before it.</summary>
    public double SecondsAt(ulong time) => time >= Origin ? (time - Origin) / 1e9 : -((Origin - time) / 1e9);
}
