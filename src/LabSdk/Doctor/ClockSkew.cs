using System.Globalization;

namespace LabSdk.Doctor;

/// <summary>The clock of a peer beside our own.</summary>
internal static class ClockSkew
{
    /// <summary>From here on times of several peers no longer fit on one axis at 10 Hz.</summary>
    private static readonly TimeSpan Much = TimeSpan.FromMilliseconds(100);

    /// <summary>The finding for a clock that was read between two looks at our own.</summary>
    /// <param name="area">The endpoint.</param>
    /// <param name="peer">What the peer's clock said.</param>
    /// <param name="before">Our time before the question.</param>
    /// <param name="after">Our time after the answer.</param>
    public static DoctorFinding Of(string area, DateTimeOffset peer, DateTimeOffset before, DateTimeOffset after)
    {
        // The peer answered somewhere in between: only what lies outside is skew for sure.
        var ahead = peer > after ? peer - after : peer < before ? peer - before : TimeSpan.Zero;
        var detail = ahead == TimeSpan.Zero
            ? string.Create(CultureInfo.InvariantCulture, $"the same, to {(after - before).TotalMilliseconds:0.#} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{ahead.Duration().TotalSeconds:0.###} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} this computer");
        return ahead.Duration() < Much
            ? new DoctorFinding(area, "clock", DoctorState.Ok, detail)
            : new DoctorFinding(area, "clock", DoctorState.Warn, detail)
            {
                Advice = "Let both computers follow the same time server (NTP or PTP): rows of several peers are joined by their times.",
            };
    }
}
