namespace LabSdk.Odp;

/// <summary>How often a broker that does not answer is asked again.</summary>
/// <param name="MaxRetryCount">Further tries after the first; 0 for none. Not used with <see cref="OdpRetryMode.Infinite"/>.</param>
/// <param name="DelayBetweenRetries">The pause before each of them.</param>
/// <param name="Mode">Whether to give up at all.</param>
public sealed record OdpRetryPolicy(int MaxRetryCount, TimeSpan DelayBetweenRetries, OdpRetryMode Mode = OdpRetryMode.Finite)
{
    /// <summary>Ten tries, 5 s apart, as the platform's own samples have it.</summary>
    public static OdpRetryPolicy Default { get; } = new(10, TimeSpan.FromSeconds(5));

    internal bool Allows(int failures) => Mode == OdpRetryMode.Infinite || failures <= MaxRetryCount;
}

/// <summary>Whether a retry policy gives up.</summary>
public enum OdpRetryMode
{
    /// <summary>After a number of tries.</summary>
    Finite,

    /// <summary>Never.</summary>
    Infinite,
}
