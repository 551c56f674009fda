using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LabSdk.Simulation.Daq;

/// <summary>Checks JWTs signed with HS256 (RFC 7515, RFC 7519).</summary>
internal static class JsonWebToken
{
    private const int LongestToken = 8192;

    // The daemon's library grants clocks one minute.
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(60);

    /// <summary>True when the signature fits the secret, <c>exp</c> is present and not passed, and no audience is named.</summary>
    public static bool IsValid(string token, Secret secret, DateTimeOffset now)
    {
        var parts = token.Split('.');
        return token.Length <= LongestToken
            && parts.Length == 3
            && TryObject(parts[0], out var header)
            && TryObject(parts[1], out var claims)
            && header.TryGetProperty("alg", out var algorithm)
            && algorithm.ValueKind == JsonValueKind.String && algorithm.ValueEquals("HS256")
            && SignatureFits(parts, secret)
            && claims.TryGetProperty("exp", out var expiry)
            && expiry.ValueKind == JsonValueKind.Number
            && expiry.GetDouble() + Leeway.TotalSeconds >= now.ToUnixTimeMilliseconds() / 1000.0
            && !claims.TryGetProperty("aud", out _);
    }

    private static bool SignatureFits(string[] parts, Secret secret)
    {
        var expected = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret.Reveal()), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
        return TryDecode(parts[2], out var given) && CryptographicOperations.FixedTimeEquals(expected, given);
    }

    private static bool TryObject(string part, out JsonElement value)
    {
        value = default;
        if (!TryDecode(part, out var bytes))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes);
            value = document.RootElement.Clone();
            return value.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryDecode(string part, out byte[] bytes)
    {
        bytes = [];
        if (!Base64Url.IsValid(part))
        {
            return false;
        }

        bytes = Base64Url.DecodeFromChars(part);
        return true;
    }
}
