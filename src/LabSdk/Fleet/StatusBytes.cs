using System.Text;
using LabSdk.Fleet;

namespace LabSdk;

/// <summary>What users give as a status, as bytes.</summary>
internal static class StatusBytes
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ReadOnlyMemory<byte> Of(object status) => status switch
    {
        null => throw new ArgumentNullException(nameof(status)),
        string text => Strict.GetBytes(text),
        byte[] bytes => bytes,
        ReadOnlyMemory<byte> bytes => bytes,
        Memory<byte> bytes => bytes,
        GatewayPayload payload => payload.Data,
        MissionStatus mission => mission.ToPayload(),
        IoStatus io => io.ToPayload(),
        _ => FleetJson.Write(status),
    };
}
