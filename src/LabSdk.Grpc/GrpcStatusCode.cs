namespace LabSdk.Grpc;

/// <summary>Result codes of a gRPC call, as the gRPC core defines them.</summary>
public enum GrpcStatusCode
{
    /// <summary>The call succeeded.</summary>
    OK = 0,

    /// <summary>The caller cancelled the call.</summary>
    Cancelled = 1,

    /// <summary>The peer gave no usable reason.</summary>
    Unknown = 2,

    /// <summary>An argument is wrong whatever the state of the peer.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before the call finished.</summary>
    DeadlineExceeded = 4,

    /// <summary>The named thing does not exist.</summary>
    NotFound = 5,

    /// <summary>The thing to create exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A limit is reached: message size, number of streams, quota.</summary>
    ResourceExhausted = 8,

    /// <summary>The peer is not in the state that the call needs.</summary>
    FailedPrecondition = 9,

    /// <summary>The call was given up because of a conflict.</summary>
    Aborted = 10,

    /// <summary>A value lies outside the valid range.</summary>
    OutOfRange = 11,

    /// <summary>The peer does not have the method.</summary>
    Unimplemented = 12,

    /// <summary>The protocol was broken, or the peer failed inside.</summary>
    Internal = 13,

    /// <summary>The peer cannot be reached now; a later attempt may succeed.</summary>
    Unavailable = 14,

    /// <summary>Data is lost or damaged.</summary>
    DataLoss = 15,

    /// <summary>The credentials are missing or not accepted.</summary>
    Unauthenticated = 16,
}
