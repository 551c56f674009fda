namespace LabSdk.Odp;

/// <summary>How a secured broker is spoken to.</summary>
public enum KafkaProtocol
{
    /// <summary>Neither encryption nor a user.</summary>
    Plaintext,

    /// <summary>TLS.</summary>
    Ssl,

    /// <summary>A user and password without encryption.</summary>
    SaslPlaintext,

    /// <summary>A user and password over TLS.</summary>
    SaslSsl,
}
