using System.Buffers.Binary;
using Google.Protobuf;
using LabSdk.Fleet.Wire.Messages;

namespace LabSdk.Fleet.Wire;

/// <summary>
/// Writes frames: four bytes of length, little-endian, then one message. Both stand in one buffer, because a gateway closes
/// the connection when the first piece of a frame is shorter than its length field. The buffer is kept for the next frame.
/// </summary>
internal sealed class FrameWriter
{
    public const int HeaderSize = 4;

    private const int SmallestBuffer = 512;
    private const int LargestKept = 1024 * 1024;
    private byte[] _buffer = new byte[SmallestBuffer];

    public static DeviceMessage ToMessage(FleetDevice device) => new()
    {
        Module = device.Module,
        DeviceType = device.Type,
        DeviceRole = device.Role,
        DeviceName = device.Name,
        Priority = device.Priority,
    };

    /// <summary>A connect of a device. Good until the next frame is written.</summary>
    public ReadOnlyMemory<byte> Connect(DeviceMessage? device) =>
        Write(new ToGateway { DeviceConnect = new ConnectMessage { Device = device } });

    /// <summary>A status of a device. The data are not kept.</summary>
    public ReadOnlyMemory<byte> Status(DeviceMessage device, ReadOnlyMemory<byte> data) =>
        Write(new ToGateway { DeviceStatus = new StatusMessage { Device = device, StatusData = UnsafeByteOperations.UnsafeWrap(data) } });

    /// <summary>A gateway's answer to a connect.</summary>
    public ReadOnlyMemory<byte> ConnectResponse(DeviceMessage? device, int responseType) =>
        Write(new ToDevice { DeviceConnectResponse = new ConnectResponseMessage { Device = device, ResponseType = responseType } });

    /// <summary>A gateway's command.</summary>
    public ReadOnlyMemory<byte> Command(DeviceMessage? device, ReadOnlyMemory<byte> data) =>
        Write(new ToDevice { DeviceCommand = new CommandMessage { Device = device, CommandData = UnsafeByteOperations.UnsafeWrap(data) } });

    private ReadOnlyMemory<byte> Write(IMessage message)
    {
        var size = message.CalculateSize();
        if (_buffer.Length < HeaderSize + size || (_buffer.Length > LargestKept && HeaderSize + size <= LargestKept))
        {
            _buffer = new byte[Math.Max(SmallestBuffer, HeaderSize + size)];
        }

        BinaryPrimitives.WriteInt32LittleEndian(_buffer, size);
        message.WriteTo(_buffer.AsSpan(HeaderSize, size));
        return _buffer.AsMemory(0, HeaderSize + size);
    }
}
