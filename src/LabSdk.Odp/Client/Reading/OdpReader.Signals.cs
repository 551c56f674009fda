namespace LabSdk.Odp;

public sealed partial class OdpReader
{
    private readonly Lock _learning = new();
    private readonly SortedDictionary<string, OdpSignal> _signals = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, OdpEventDefinition> _events = new(StringComparer.Ordinal);

    /// <summary>
    /// The parameters that configurations have defined so far, by identifier; while there are none, the parameters of the data
    /// source's formats, of which only the names are known.
    /// </summary>
    public IReadOnlyList<OdpSignal> Signals
    {
        get
        {
            lock (_learning)
            {
                if (_signals.Count > 0)
                {
                    return [.. _signals.Values];
                }
            }

            var source = Options.SessionKey is { } key && _client.Sessions.Find(key) is { } session ? session.DataSource : Options.DataSource!;
            return [.. _client.Formats.All(source).SelectMany(format => format.Parameters).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(OdpSignal.Named)];
        }
    }

    /// <summary>The events that configurations have defined so far, by identifier.</summary>
    public IReadOnlyList<OdpEventDefinition> EventDefinitions
    {
        get
        {
            lock (_learning)
            {
                return [.. _events.Values];
            }
        }
    }

    // A later definition replaces an earlier one: a writer that declares more says everything it knows.
    private void Keep(OdpConfiguration configuration)
    {
        lock (_learning)
        {
            foreach (var signal in configuration.Signals)
            {
                _signals[signal.Identifier] = signal;
            }

            foreach (var definition in configuration.Events)
            {
                _events[definition.Identifier] = definition;
            }
        }
    }
}
