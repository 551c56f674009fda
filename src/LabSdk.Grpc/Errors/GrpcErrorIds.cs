namespace LabSdk.Grpc;

/// <summary>
/// The stable ids of errors raised by LabSdk.Grpc and LabSdk.Grpc.Server. Each has a page in docs/errors. Failed calls are
/// reported by the client that made them, under its own ids.
/// </summary>
public static class GrpcErrorIds
{
    /// <summary>The address of a gRPC server cannot be used.</summary>
    public const string InvalidAddress = "LAB-GRPC-0001";

    /// <summary>A credential would travel in plain text to another machine.</summary>
    public const string InsecureCredentials = "LAB-GRPC-0002";

    /// <summary>A certificate or key given in the TLS options cannot be used.</summary>
    public const string InvalidCertificate = "LAB-GRPC-0003";

    /// <summary>The server could not be started, for example because its port is taken.</summary>
    public const string ServerStart = "LAB-GRPC-0004";
}
