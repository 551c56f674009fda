using LabSdk.Odp.Configurations;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Writing;

/// <summary>
/// What a session has defined, and what of it no configuration carries yet. A configuration has the definitions of one
/// application, because recorders accept exactly one group in it, and an id that no other has. Thread-safe.
/// </summary>
/// <param name="application">The application of names without one: the data source.</param>
/// <param name="hasParts">True when configurations can be cut into parts (v21); else each piece is a configuration of its own.</param>
/// <param name="longest">Bytes of a configuration at most.</param>
internal sealed class SignalBook(string application, bool hasParts, int longest)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ParameterDefinition> _parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EventDefinition> _events = new(StringComparer.Ordinal);
    private readonly List<ParameterDefinition> _newParameters = [];
    private readonly List<EventDefinition> _newEvents = [];
    private bool _isAnythingTaken;

    /// <summary>True when something is defined that no configuration carries yet.</summary>
    public bool HasNew
    {
        get
        {
            lock (_gate)
            {
                return _newParameters.Count > 0 || _newEvents.Count > 0;
            }
        }
    }

    /// <summary>Defines a parameter. One that is defined already keeps its definition, and may come in another way as well.</summary>
    public void Define(OdpSignal signal, SampleKind kind, SampleLayout layout, ulong interval)
    {
        lock (_gate)
        {
            if (!_parameters.TryGetValue(signal.Identifier, out var definition))
            {
                definition = Definitions.Of(signal, kind, application);
                Definitions.Announce(definition, layout, interval);
                _parameters[signal.Identifier] = definition;
                _newParameters.Add(definition);
            }
            else if (Definitions.Announce(definition, layout, interval) && !_newParameters.Contains(definition))
            {
                _newParameters.Add(definition);
            }
        }
    }

    /// <summary>Defines the parameters of a block that nobody has defined, as well as can be told.</summary>
    public void Define(SampleBlock block)
    {
        foreach (var column in block.Columns)
        {
            Define(new OdpSignal(column.Identifier, "", "", "", "", 0, 0), column.Kind, block.Layout, block.Layout == SampleLayout.Periodic ? block.Times.Interval : 0);
        }
    }

    /// <summary>Defines an event; the first definition stays.</summary>
    public void Define(string identifier, string description, OdpEventPriority priority, IReadOnlyList<string> units)
    {
        lock (_gate)
        {
            if (!_events.ContainsKey(identifier))
            {
                var definition = Definitions.Of(identifier, description, priority, units, (uint)_events.Count + 1, application);
                _events[identifier] = definition;
                _newEvents.Add(definition);
            }
        }
    }

    /// <summary>Configurations with all that none carries yet; the first time at least one, which data and markers need before them.</summary>
    public IReadOnlyList<ConfigurationPacket> TakeNew()
    {
        lock (_gate)
        {
            if (_isAnythingTaken && _newParameters.Count == 0 && _newEvents.Count == 0)
            {
                return [];
            }

            _isAnythingTaken = true;
            var owners = _newParameters.Select(each => each.ApplicationName).Concat(_newEvents.Select(each => each.ApplicationName)).Distinct(StringComparer.Ordinal).DefaultIfEmpty(application);
            var made = owners.SelectMany(owner => Cut(Make(owner))).ToArray();
            _newParameters.Clear();
            _newEvents.Clear();
            return made;
        }
    }

    private ConfigurationPacket Make(string owner)
    {
        var parameters = _newParameters.Where(each => each.ApplicationName == owner).Select(each => each.Clone()).ToArray();
        var events = _newEvents.Where(each => each.ApplicationName == owner).ToArray();
        return new ConfigurationPacket
        {
            ConfigId = NewId(),
            ParameterDefinitions = { parameters },
            EventDefinitions = { events },
            GroupDefinitions = { Definitions.Group(owner, parameters.SelectMany(each => each.Groups)) },
        };
    }

    private IEnumerable<ConfigurationPacket> Cut(ConfigurationPacket whole)
    {
        var parts = ConfigurationSplitter.Split(whole, longest);
        if (!hasParts && parts.Count > 1)
        {
            foreach (var part in parts)
            {
                (part.ConfigId, part.PartialPacket, part.PacketNumber, part.TotalPacketNumber) = (NewId(), false, 0, 0);
            }
        }

        return parts;
    }

    private static string NewId() => Guid.NewGuid().ToString("D");
}
