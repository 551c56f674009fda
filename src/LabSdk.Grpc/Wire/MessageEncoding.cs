namespace LabSdk.Grpc.Wire;

/// <summary>How the messages of one direction of a call may be compressed.</summary>
internal enum MessageEncoding
{
    Identity,
    Gzip,
    Deflate,
}

/// <summary>Names of encodings in <c>grpc-encoding</c> and <c>grpc-accept-encoding</c>.</summary>
internal static class MessageEncodings
{
    public const string IdentityName = "identity";
    public const string GzipName = "gzip";
    public const string DeflateName = "deflate";

    /// <summary>What our receivers announce.</summary>
    public const string Accepted = "identity,gzip,deflate";

    /// <summary>Reads a <c>grpc-encoding</c> value; absent means identity; false when it is unknown here.</summary>
    public static bool TryParse(string? name, out MessageEncoding encoding)
    {
        encoding = name switch
        {
            GzipName => MessageEncoding.Gzip,
            DeflateName => MessageEncoding.Deflate,
            _ => MessageEncoding.Identity,
        };
        return name is null or IdentityName or GzipName or DeflateName;
    }
}
