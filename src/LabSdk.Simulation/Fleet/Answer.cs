using LabSdk.Fleet;
using LabSdk.Fleet.Wire;

namespace LabSdk.Simulation.Fleet;

/// <summary>What a gateway sends.</summary>
/// <param name="Device">The device in it.</param>
/// <param name="Response">The answer to a connect; null for a command.</param>
/// <param name="Command">The command.</param>
internal sealed record Answer(FleetDevice Device, FleetResponseType? Response, ReadOnlyMemory<byte> Command)
{
    public bool IsConnect => Response is not null;

    public ReadOnlyMemory<byte> Write(FrameWriter writer) => Response is { } response
        ? writer.ConnectResponse(FrameWriter.ToMessage(Device), (int)response)
        : writer.Command(FrameWriter.ToMessage(Device), Command);
}
