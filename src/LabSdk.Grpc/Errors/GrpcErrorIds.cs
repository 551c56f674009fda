namespace LabSdk.Grpc;

/// <summary>The stable ids of errors raised by LabSdk.Grpc. Each has a page in docs/errors.</summary>
public static class GrpcErrorIds
{
    /// <summary>The server could not be reached, or the connection to it was lost.</summary>
    public const string Unavailable = "LAB-GRPC-0001";

    /// <summary>The call did not finish before its deadline.</summary>
    public const string DeadlineExceeded = "LAB-GRPC-0002";

    /// <summary>The server did not accept the credentials, or wants some.</summary>
    public const string Unauthenticated = "LAB-GRPC-0003";

    /// <summary>The peer does not follow the protocol, or is something else than a gRPC server.</summary>
    public const string Protocol = "LAB-GRPC-0004";

    /// <summary>The address of a gRPC server cannot be used.</summary>
    public const string InvalidAddress = "LAB-GRPC-0005";

    /// <summary>A credential would travel in plain text to another machine.</summary>
    public const string InsecureCredentials = "LAB-GRPC-0006";

    /// <summary>A certificate or key given in the TLS options cannot be used.</summary>
    public const string InvalidCertificate = "LAB-GRPC-0007";

    /// <summary>A message is larger than the receiver accepts.</summary>
    public const string MessageTooLarge = "LAB-GRPC-0008";

    /// <summary>The server could not be started, for example because its port is taken.</summary>
    public const string ServerStart = "LAB-GRPC-0009";
}
