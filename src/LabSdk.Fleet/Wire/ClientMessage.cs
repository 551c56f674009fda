using Google.Protobuf;
using LabSdk.Fleet.Wire.Messages;

namespace LabSdk.Fleet.Wire;

/// <summary>A message of a device, as a gateway reads it.</summary>
/// <param name="IsConnect">True for a connect, false for a status.</param>
/// <param name="Device">The device in it; null when there is none.</param>
/// <param name="Status">The data of a status: a copy.</param>
internal readonly record struct ClientMessage(bool IsConnect, FleetDevice? Device, ReadOnlyMemory<byte> Status)
{
    /// <summary>Reads a message.</summary>
    /// <returns>False when it is none: no protobuf, a text that is not UTF-8, no member.</returns>
    public static bool TryRead(ReadOnlySpan<byte> message, out ClientMessage result)
    {
        result = default;
        try
        {
            var read = ToGateway.Parser.ParseFrom(message);
            var isConnect = read.MessageTypeCase == ToGateway.MessageTypeOneofCase.DeviceConnect;
            var device = isConnect ? read.DeviceConnect.Device : read.DeviceStatus?.Device;
            if (read.MessageTypeCase == ToGateway.MessageTypeOneofCase.None || !StrictText.WasValid(device, message, deviceFieldOfMember1: 1))
            {
                return false;
            }

            result = new ClientMessage(isConnect, DeviceReader.Read(device, expected: null), isConnect ? default : read.DeviceStatus!.StatusData.Memory);
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }
}
