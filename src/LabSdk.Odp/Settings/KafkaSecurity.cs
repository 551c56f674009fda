namespace LabSdk.Odp;

/// <summary>
/// How to get into a secured broker. Applied only when a user name, a CA or a client certificate is given; then a missing
/// protocol is SaslPlaintext and a missing mechanism Plain, as the platform's own server has it.
/// </summary>
public sealed record KafkaSecurity
{
    /// <summary>The user; default none.</summary>
    public string? SaslUsername { get; init; }

    /// <summary>The user's password; default none. Never shown.</summary>
    public Secret? SaslPassword { get; init; }

    /// <summary>The protocol; null means SaslPlaintext.</summary>
    public KafkaProtocol? Protocol { get; init; }

    /// <summary>The mechanism; null means Plain. Not used with <see cref="KafkaProtocol.Ssl"/>.</summary>
    public KafkaMechanism? Mechanism { get; init; }

    /// <summary>File of the certificates to trust; default the system's.</summary>
    public string? SslCaLocation { get; init; }

    /// <summary>File of the client's certificate; default none.</summary>
    public string? SslCertificateLocation { get; init; }

    /// <summary>File of the client's key; default none.</summary>
    public string? SslKeyLocation { get; init; }

    /// <summary>Password of the key's file; default none. Never shown.</summary>
    public Secret? SslKeyPassword { get; init; }

    /// <summary>True when there is anything to apply.</summary>
    public bool IsApplied => IsGiven(SaslUsername) || IsGiven(SslCaLocation) || IsGiven(SslCertificateLocation);

    /// <summary>Reads the platform's fields; names do not depend on case, protocols and mechanisms that are not known count as missing.</summary>
    /// <param name="fields">Names and texts, as in the platform's configuration file.</param>
    /// <param name="environment">
    /// Looks up an environment variable; <c>StreamApiConfig__Security__</c> and a field's name win over the file. Null: none are read.
    /// </param>
    public static KafkaSecurity Of(IReadOnlyDictionary<string, string> fields, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, text) in fields)
        {
            texts[name] = text;
        }

        return new KafkaSecurity
        {
            SaslUsername = Text(nameof(SaslUsername)),
            SaslPassword = Hidden(nameof(SaslPassword)),
            Protocol = Known<KafkaProtocol>(nameof(Protocol)),
            Mechanism = Known<KafkaMechanism>(nameof(Mechanism)),
            SslCaLocation = Text(nameof(SslCaLocation)),
            SslCertificateLocation = Text(nameof(SslCertificateLocation)),
            SslKeyLocation = Text(nameof(SslKeyLocation)),
            SslKeyPassword = Hidden(nameof(SslKeyPassword)),
        };

        string? Text(string name) =>
            environment?.Invoke($"StreamApiConfig__Security__{name}") is { Length: > 0 } given ? given : texts.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

        Secret? Hidden(string name) => Text(name) is { } text ? new Secret(text) : null;

        T? Known<T>(string name)
            where T : struct, Enum => Enum.GetValues<T>().Where(value => string.Equals(value.ToString(), Text(name), StringComparison.OrdinalIgnoreCase)).Cast<T?>().FirstOrDefault();
    }

    /// <summary>The settings of the Kafka client, with their secrets; null when there is nothing to apply.</summary>
    internal IReadOnlyDictionary<string, string>? ToClientSettings()
    {
        if (!IsApplied)
        {
            return null;
        }

        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        Set("security.protocol", (Protocol ?? KafkaProtocol.SaslPlaintext) switch
        {
            KafkaProtocol.Plaintext => "plaintext",
            KafkaProtocol.Ssl => "ssl",
            KafkaProtocol.SaslSsl => "sasl_ssl",
            _ => "sasl_plaintext",
        });
        Set("sasl.mechanism", Protocol == KafkaProtocol.Ssl ? null : Mechanism switch
        {
            KafkaMechanism.ScramSha256 => "SCRAM-SHA-256",
            KafkaMechanism.ScramSha512 => "SCRAM-SHA-512",
            _ => "PLAIN",
        });
        Set("sasl.username", SaslUsername);
        Set("sasl.password", SaslPassword?.Reveal());
        Set("ssl.ca.location", SslCaLocation);
        Set("ssl.certificate.location", SslCertificateLocation);
        Set("ssl.key.location", SslKeyLocation);
        Set("ssl.key.password", SslKeyPassword?.Reveal());
        return settings;

        void Set(string name, string? value)
        {
            if (IsGiven(value))
            {
                settings[name] = value!;
            }
        }
    }

    private static bool IsGiven(string? text) => !string.IsNullOrEmpty(text);
}
