namespace LabSdk.Grpc.Server;

/// <summary>Whose manners a server shows where implementations differ.</summary>
public enum GrpcServerStyle
{
    /// <summary>As the gRPC documents say: oversized messages end RESOURCE_EXHAUSTED, passed deadlines DEADLINE_EXCEEDED.</summary>
    Standard,

    /// <summary>
    /// As tonic 0.10, the library of the rust-daq daemon: oversized messages end OUT_OF_RANGE; a passed deadline ends CANCELLED
    /// <c>Timeout expired</c> and counts for streams only until their headers.
    /// </summary>
    Tonic,
}
