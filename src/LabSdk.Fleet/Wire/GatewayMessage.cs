using Google.Protobuf;
using LabSdk.Fleet.Wire.Messages;

namespace LabSdk.Fleet.Wire;

/// <summary>A message of a gateway.</summary>
/// <param name="Kind">Which member it has.</param>
/// <param name="Device">The device in it; null when there is none.</param>
/// <param name="ResponseType">The answer to a connect, as it came.</param>
/// <param name="Command">The data of a command: a copy.</param>
internal readonly record struct GatewayMessage(GatewayMessageKind Kind, FleetDevice? Device, int ResponseType, ReadOnlyMemory<byte> Command)
{
    /// <summary>Reads a message.</summary>
    /// <exception cref="FleetProtocolErrorException">The bytes are no such message.</exception>
    public static GatewayMessage Read(ReadOnlySpan<byte> message, FleetDevice? expected = null)
    {
        ToDevice read;
        try
        {
            read = ToDevice.Parser.ParseFrom(message);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw Undecodable(error);
        }

        var (kind, device) = read.MessageTypeCase switch
        {
            ToDevice.MessageTypeOneofCase.DeviceConnectResponse => (GatewayMessageKind.ConnectResponse, read.DeviceConnectResponse.Device),
            ToDevice.MessageTypeOneofCase.DeviceCommand => (GatewayMessageKind.Command, read.DeviceCommand.Device),
            _ => (GatewayMessageKind.None, null),
        };
        if (!StrictText.WasValid(device, message, deviceFieldOfMember1: 2))
        {
            throw Undecodable(null);
        }

        return new GatewayMessage(
            kind,
            DeviceReader.Read(device, expected),
            kind == GatewayMessageKind.ConnectResponse ? read.DeviceConnectResponse.ResponseType : 0,
            kind == GatewayMessageKind.Command ? read.DeviceCommand.CommandData.Memory : default);
    }

    private static FleetProtocolErrorException Undecodable(Exception? cause) => new(
        FleetErrorCode.CommandIncorrect,
        cause is null ? "The gateway sent a message with a text that is not UTF-8." : "The gateway sent bytes that are no message of the protocol.",
        "Check the port, and what stands between this computer and the gateway.",
        cause);
}
