namespace LabSdk.Odp.Transport;

/// <summary>Knows which settings of librdkafka are secret, and keeps their values out of texts.</summary>
internal sealed class KafkaSecrets(IEnumerable<KeyValuePair<string, string>> settings)
{
    private static readonly string[] Marks = ["password", "secret", "token", "jaas", "key.pem", "oauthbearer.config"];

    private readonly string[] _values = [.. settings.Where(pair => IsSecret(pair.Key) && pair.Value.Length > 0).Select(pair => pair.Value).OrderByDescending(value => value.Length)];

    public static bool IsSecret(string setting) => Marks.Any(mark => setting.Contains(mark, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text with every secret masked.</summary>
    public string Mask(string text)
    {
        foreach (var value in _values)
        {
            text = text.Replace(value, Secret.Mask, StringComparison.Ordinal);
        }

        return text;
    }
}
