using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LabSdk.Tapes;

/// <summary>The documents of a tape.</summary>
internal static class TapeJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 16,
    };

    /// <summary>Reads a document of a file that may be hostile.</summary>
    public static bool TryRead<T>(ReadOnlySpan<byte> json, [NotNullWhen(true)] out T? document)
        where T : class
    {
        try
        {
            document = json.IsEmpty ? null : JsonSerializer.Deserialize<T>(json, Options);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            document = null;
        }

        return document is not null;
    }
}
