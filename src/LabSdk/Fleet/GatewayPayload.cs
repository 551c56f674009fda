using System.Text.Json;
using LabSdk.Display;
using LabSdk.Fleet;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>
/// A status or a command of a device at a gateway, as bytes and as what its module makes of them. Shows itself the way its
/// module is shown: lamps, a mission, a tree of JSON, or bytes.
/// </summary>
/// <remarks>Thread-safe: immutable.</remarks>
[TypeFormatterSource]
public sealed class GatewayPayload : IDisplayable
{
    private readonly FleetCommand _payload;

    internal GatewayPayload(FleetDevice device, FleetCommand payload, bool isCommand) => (Device, _payload, IsCommand) = (device, payload, isCommand);

    /// <summary>The device.</summary>
    public FleetDevice Device { get; }

    /// <summary>True for a command, false for a status.</summary>
    public bool IsCommand { get; }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Data => _payload.Data;

    /// <summary>The bytes as text; null when they are not UTF-8.</summary>
    public string? Text => _payload.Text;

    /// <summary>The bytes as JSON; null when they are none.</summary>
    public JsonElement? Json => _payload.Json;

    /// <summary>When the command came, UTC; null for a status.</summary>
    public DateTimeOffset? ReceivedAt => IsCommand ? _payload.ReceivedAt : null;

    /// <summary>From the status to this answer; null for a status and for a command that came unasked.</summary>
    public TimeSpan? RoundTrip => _payload.RoundTrip;

    /// <summary>The status of a car; null when it is none of the mission module.</summary>
    public MissionStatus? MissionStatus => !IsCommand && Device.Module == FleetModule.Mission ? LabSdk.Fleet.MissionStatus.TryParse(Data) : null;

    /// <summary>The mission; null when it is no command of the mission module.</summary>
    public MissionCommand? Mission => IsCommand && Device.Module == FleetModule.Mission ? MissionCommand.TryParse(Data) : null;

    /// <summary>The inputs and outputs; null when it is no status of the io module.</summary>
    public IoStatus? IoStatus => !IsCommand && Device.Module == FleetModule.Io ? LabSdk.Fleet.IoStatus.TryParse(Data) : null;

    /// <summary>What the outputs shall do; null when it is no command of the io module.</summary>
    public IoCommand? Io => IsCommand && Device.Module == FleetModule.Io ? IoCommand.TryParse(Data) : null;

    /// <summary>A number in it, true and false being 1 and 0.</summary>
    /// <param name="path">Members joined by dots, entries of lists in brackets: <c>telemetry.speed</c>, <c>[0].actType</c>.</param>
    /// <exception cref="DeviceException">There is no such field, or it is no number.</exception>
    /// <exception cref="ArgumentException">The path cannot be read.</exception>
    public double Value(string path) => JsonPath.Parse(path).Read(this);

    /// <summary>Returns it the way its module is shown.</summary>
    public MimeBundle ToMimeBundle() => PayloadView.Of(this).ToMimeBundle();

    /// <summary>Returns the view of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => PayloadView.Of(this).ToHtml();

    /// <summary>Returns the text, or the bytes in hexadecimal.</summary>
    public override string ToString() => _payload.ToString();
}
