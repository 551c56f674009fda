using Grpc.Core;

namespace LabSdk.Grpc;

/// <summary>What a client sends with every call to say who it is.</summary>
/// <remarks>Thread-safe: immutable. A token never appears in texts, logs or errors.</remarks>
public sealed class GrpcCredentials
{
    private readonly Func<CancellationToken, ValueTask<Secret>> _fetch;
    private readonly string _prefix;

    private GrpcCredentials(string header, string prefix, Func<CancellationToken, ValueTask<Secret>> fetch)
    {
        Header = header;
        _prefix = prefix;
        _fetch = fetch;
    }

    internal string Header { get; }

    /// <summary>Sends <c>authorization: Bearer &lt;token&gt;</c>.</summary>
    /// <param name="token">The token; the daemon accepts its configured token or a JWT signed with it.</param>
    /// <exception cref="ArgumentException">The token is empty or holds characters that cannot travel in a header.</exception>
    public static GrpcCredentials Bearer(Secret token)
    {
        Check(token);
        return new("authorization", "Bearer ", _ => new(token));
    }

    /// <summary>Sends <c>authorization: Bearer &lt;token&gt;</c> with a token asked for before every call, for short-lived tokens.</summary>
    /// <param name="fetchToken">Gives a fresh token. Called from any thread, several at a time; cache inside it when fetching is slow.</param>
    public static GrpcCredentials Bearer(Func<CancellationToken, ValueTask<Secret>> fetchToken)
    {
        ArgumentNullException.ThrowIfNull(fetchToken);
        return new("authorization", "Bearer ", fetchToken);
    }

    /// <summary>Sends <c>x-api-key: &lt;key&gt;</c>.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentException">The key is empty or holds characters that cannot travel in a header.</exception>
    public static GrpcCredentials ApiKey(Secret key)
    {
        Check(key);
        return new("x-api-key", "", _ => new(key));
    }

    /// <summary>The name of the header, never its value.</summary>
    public override string ToString() => $"{Header}: {Secret.Mask}";

    /// <summary>Fetches the header value. Only the call that puts it on the wire asks for it.</summary>
    internal async ValueTask<string> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            var token = await _fetch(cancellationToken).ConfigureAwait(false);
            Check(token);
            return _prefix + token.Reveal();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new RpcException(new Status(
                StatusCode.Unauthenticated, $"No token could be had from the credentials callback ({failure.GetType().Name}).", failure));
        }
    }

    private static void Check(Secret? token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.IsEmpty || !Wire.MetadataKeys.IsTextValue(token.Reveal()))
        {
            throw new ArgumentException("The token is empty or holds characters outside printable ASCII.", nameof(token));
        }
    }
}
