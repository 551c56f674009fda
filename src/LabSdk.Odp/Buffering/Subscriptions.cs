using LabSdk.Odp.Filtering;

namespace LabSdk.Odp.Buffering;

/// <summary>Which parameters a buffer delivers, and their order. Not thread-safe.</summary>
internal sealed class Subscriptions(BufferingOptions options)
{
    private readonly Dictionary<string, BufferedSignal> _signals = new(StringComparer.Ordinal);
    private bool _ranked = true;

    /// <summary>The signal of a name.</summary>
    public BufferedSignal Of(string identifier)
    {
        if (!_signals.TryGetValue(identifier, out var signal))
        {
            _signals[identifier] = signal = new BufferedSignal(identifier, IsWanted(identifier));
            _ranked = false;
        }

        return signal;
    }

    /// <summary>Numbers the signals in the order of their names, so that sorting compares no texts.</summary>
    public void Rank()
    {
        if (_ranked)
        {
            return;
        }

        foreach (var (rank, signal) in _signals.Values.OrderBy(signal => signal.Identifier, StringComparer.Ordinal).Index())
        {
            signal.Rank = rank;
        }

        _ranked = true;
    }

    private bool IsWanted(string identifier) => identifier switch
    {
        BufferedNames.Markers => options.IncludeMarkerData,
        BufferedNames.Events => options.IncludeEventData,
        BufferedNames.Errors => options.IncludeErrorData,
        BufferedNames.CanMessages => options.IncludeCanData,
        _ => options.SubscribedParameters?.Any(pattern => Matches(pattern, identifier)) != false,
    };

    private bool Matches(string pattern, string identifier) =>
        options.AllowWildcardMatch ? WildcardPattern.IsMatch(pattern, identifier, questionMark: false) : pattern == identifier;
}

/// <summary>A parameter that came.</summary>
internal sealed class BufferedSignal(string identifier, bool isWanted)
{
    public string Identifier => identifier;

    public bool IsWanted => isWanted;

    /// <summary>Its place among all names.</summary>
    public int Rank { get; set; }
}
