using System.Text.Encodings.Web;
using System.Text.Json;

namespace LabSdk.Kernel.Messaging;

/// <summary>How JSON is written on the wire: UTF-8 as it is, since no HTML page embeds it.</summary>
internal static class Wire
{
    /// <summary>Converters of all contents.</summary>
    public static MessageJson Json { get; } = new(new JsonSerializerOptions(MessageJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The same for what is written by hand.</summary>
    public static JsonWriterOptions Writer { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
