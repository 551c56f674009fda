using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LabSdk.Fleet;

/// <summary>Writes statuses as JSON in the form of the reference's examples: <c>{"pressed": true}</c>, with blanks.</summary>
public static class FleetJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>
    /// Writes a value with a blank after each colon and comma. The example module compares statuses byte by byte with this
    /// form; the other public modules take any.
    /// </summary>
    /// <param name="value">What to write: an anonymous object, a record, a dictionary, a <see cref="JsonElement"/>.</param>
    /// <returns>UTF-8.</returns>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">It is bytes, which are a status as they are, or has numbers that JSON cannot carry.</exception>
    /// <exception cref="NotSupportedException">It cannot be written as JSON.</exception>
    public static byte[] Write(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value is byte[] or ReadOnlyMemory<byte> or Memory<byte>)
        {
            throw new ArgumentException("Bytes are sent as they are, not as JSON.", nameof(value));
        }

        return Spaced(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Options));
    }

    private static byte[] Spaced(ReadOnlySpan<byte> compact)
    {
        var result = new List<byte>(compact.Length + 16);
        var isText = false;
        for (var i = 0; i < compact.Length; i++)
        {
            var letter = compact[i];
            result.Add(letter);
            if (letter == '\\' && isText)
            {
                result.Add(compact[++i]);
            }
            else if (letter == '"')
            {
                isText = !isText;
            }
            else if (!isText && letter is (byte)':' or (byte)',')
            {
                result.Add((byte)' ');
            }
        }

        return [.. result];
    }
}
