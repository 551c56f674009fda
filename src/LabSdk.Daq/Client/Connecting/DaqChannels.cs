using LabSdk.Grpc;

namespace LabSdk.Daq;

/// <summary>Opens the two connections of a client: calls and streams apart, so that a stalled frame stream holds up no command.</summary>
internal static class DaqChannels
{
    private const int FrameWindowBytes = 8 * 1024 * 1024;

    public static GrpcChannel Open(DaqAddress address, DaqOptions options, bool forStreams) => GrpcChannel.Create(address.Uri, new GrpcChannelOptions
    {
        ConnectTimeout = options.ConnectTimeout,
        MaxReceiveMessageBytes = options.MaximumMessageLength,
        MaxSendMessageBytes = options.MaximumMessageLength,
        Credentials = Credentials(options),
        AllowCredentialsOverPlainHttp = options.AllowTokenOverPlainHttp,
        Tls = options.Tls,
        IsReadMethod = IsRead,
        StreamWindowBytes = forStreams ? FrameWindowBytes : 1024 * 1024,
        Randomizer = options.Randomizer,
        TimeProvider = options.TimeProvider,
        Tap = options.Tap,
        Replay = options.Replay,
    });

    /// <summary>Methods that change nothing and so may be sent again; everything else is sent at most once.</summary>
    public static bool IsRead(string path)
    {
        var method = path[(path.LastIndexOf('/') + 1)..];
        return method.StartsWith("Get", StringComparison.Ordinal) || method.StartsWith("List", StringComparison.Ordinal)
            || method is "ReadValue" or "Check";
    }

    private static GrpcCredentials? Credentials(DaqOptions options)
    {
        if (options.TokenProvider is { } provider)
        {
            return GrpcCredentials.Bearer(provider);
        }

        var token = options.Token;
        if (token is null && Environment.GetEnvironmentVariable(DaqOptions.TokenVariable) is { Length: > 0 } given)
        {
            token = new Secret(given);
        }

        return token is null ? null : GrpcCredentials.Bearer(token);
    }
}
