namespace LabSdk.Daq.Wire;

/// <summary>How the daemon finds the token in the headers of a call.</summary>
internal static class AuthorizationHeaders
{
    public const string Authorization = "authorization";
    public const string ApiKey = "x-api-key";

    /// <summary>The token, or null when there is none. <c>authorization</c> wins over <c>x-api-key</c>.</summary>
    /// <param name="authorization">Value of the <c>authorization</c> header, or null.</param>
    /// <param name="apiKey">Value of the <c>x-api-key</c> header, or null.</param>
    public static string? Token(string? authorization, string? apiKey)
    {
        if (authorization is null)
        {
            return apiKey;
        }

        var value = authorization.Trim();
        var blank = value.IndexOf(' ', StringComparison.Ordinal);
        var scheme = blank < 0 ? "" : value[..blank];
        var known = scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) || scheme.Equals("ApiKey", StringComparison.OrdinalIgnoreCase);
        return known ? value[(blank + 1)..].Trim() : value;
    }
}
