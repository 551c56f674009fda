using Grpc.Core;
using LabSdk.Tapes;

namespace LabSdk.Grpc.Client;

/// <summary>The end of a call on a tape: status and trailers, without credentials.</summary>
internal static class TapedStatus
{
    private static readonly string[] Secrets = ["auth", "cookie", "token", "secret", "password", "api-key"];

    /// <summary>What goes onto the tape.</summary>
    /// <param name="status">How the call ended.</param>
    /// <param name="local">Why this side ended it; null when it did not.</param>
    /// <param name="trailers">What came with the end.</param>
    public static TapeEnd Of(Status status, Status? local, Metadata trailers)
    {
        var isLocal = status.StatusCode != StatusCode.OK && local is { StatusCode: StatusCode.Cancelled };
        if (status.StatusCode == StatusCode.OK && trailers.Count == 0)
        {
            return TapeEnd.Good;
        }

        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in trailers.Where(entry => !Secrets.Any(word => entry.Key.Contains(word, StringComparison.OrdinalIgnoreCase))))
        {
            facts[entry.Key] = entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes) : entry.Value;
        }

        return new TapeEnd((int)status.StatusCode, status.Detail, isLocal, facts);
    }

    /// <summary>The status that stands on a tape.</summary>
    public static Status ToStatus(TapeEnd end) => new((StatusCode)end.Code, end.Text);

    /// <summary>The trailers that stand on a tape; what cannot be read is left out.</summary>
    public static Metadata ToTrailers(TapeEnd end)
    {
        var metadata = new Metadata();
        foreach (var (key, value) in end.Facts ?? new Dictionary<string, string>())
        {
            if (!key.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.Ordinal))
            {
                metadata.Add(Metadata.Entry.Received(key, value));
            }
            else if (Convert.TryFromBase64String(value, new byte[value.Length], out _))
            {
                metadata.Add(Metadata.Entry.Received(key, Convert.FromBase64String(value)));
            }
        }

        return metadata;
    }
}
