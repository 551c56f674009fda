namespace LabSdk.Odp;

/// <summary>How user and password are proven to a broker.</summary>
public enum KafkaMechanism
{
    /// <summary>As they are.</summary>
    Plain,

    /// <summary>SCRAM with SHA-256.</summary>
    ScramSha256,

    /// <summary>SCRAM with SHA-512.</summary>
    ScramSha512,
}
