using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using LabSdk.Odp.Transport;

namespace LabSdk.Odp.Settings;

/// <summary>Settings whose secret values are masked for everybody who looks at them: texts, views, JSON, debuggers. Only the Kafka client gets the values.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[DebuggerTypeProxy(typeof(Proxy))]
internal sealed class HiddenSettings : IReadOnlyDictionary<string, string>
{
    public static readonly HiddenSettings None = new(new Dictionary<string, string>());

    private readonly IReadOnlyDictionary<string, string> _values;

    private HiddenSettings(IReadOnlyDictionary<string, string> values) => _values = values;

    public int Count => _values.Count;

    public IEnumerable<string> Keys => _values.Keys;

    public IEnumerable<string> Values => this.Select(pair => pair.Value);

    public string this[string key] => Shown(key, _values[key]);

    public static HiddenSettings Of(IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings as HiddenSettings ?? new HiddenSettings(new Dictionary<string, string>(settings, StringComparer.Ordinal));
    }

    /// <summary>The values themselves, for the Kafka client.</summary>
    public static IReadOnlyDictionary<string, string> Reveal(IReadOnlyDictionary<string, string> settings) => (settings as HiddenSettings)?._values ?? settings;

    public bool ContainsKey(string key) => _values.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        var found = _values.TryGetValue(key, out value);
        value = found ? Shown(key, value!) : null;
        return found;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _values.Select(pair => KeyValuePair.Create(pair.Key, Shown(pair.Key, pair.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(", ", Keys.Order(StringComparer.Ordinal));

    private static string Shown(string key, string value) => KafkaSecrets.IsSecret(key) ? Secret.Mask : value;

    private sealed class Proxy(HiddenSettings settings)
    {
        [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
        public KeyValuePair<string, string>[] Items => [.. settings];
    }
}
