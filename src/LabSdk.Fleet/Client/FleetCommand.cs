using System.Text;
using System.Text.Json;
using LabSdk.Fleet.Wire.Payloads;

namespace LabSdk.Fleet;

/// <summary>A command of the gateway: the answer to a status, or one that came unasked.</summary>
public sealed class FleetCommand
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal FleetCommand(ReadOnlyMemory<byte> data, FleetDevice? device, DateTimeOffset receivedAt, TimeSpan? roundTrip) =>
        (Data, Device, ReceivedAt, RoundTrip) = (data, device, receivedAt, roundTrip);

    /// <summary>The data as they came; may be empty.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>The device it names; null when it names none.</summary>
    public FleetDevice? Device { get; }

    /// <summary>When it came, UTC, by the clock of this computer.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>From writing the status to having the answer; null for a command that came unasked.</summary>
    public TimeSpan? RoundTrip { get; }

    /// <summary>True when it is no answer to a status.</summary>
    public bool IsUnsolicited => RoundTrip is null;

    /// <summary>The data as text; null when they are not UTF-8.</summary>
    public string? Text
    {
        get
        {
            try
            {
                return Strict.GetString(Data.Span);
            }
            catch (DecoderFallbackException)
            {
                return null;
            }
        }
    }

    /// <summary>The data as JSON; null when they are none.</summary>
    public JsonElement? Json => PayloadJson.TryParse(Data, out var json) ? json : null;

    /// <summary>Returns the text, or the bytes in hexadecimal.</summary>
    public override string ToString() => Text ?? Convert.ToHexStringLower(Data.Span);
}
