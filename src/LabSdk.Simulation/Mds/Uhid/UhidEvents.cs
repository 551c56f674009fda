using System.Buffers.Binary;
using System.Text;

namespace LabSdk.Simulation.Mds.Uhid;

/// <summary>
/// The events of /dev/uhid as bytes: <c>struct uhid_event</c> of linux/uhid.h, packed, little-endian, u32 type and then the
/// event's own fields. Offsets in names are those inside these fields.
/// </summary>
internal static class UhidEvents
{
    /// <summary>Bytes of the largest event, which every read gives and every write may be.</summary>
    public const int Size = 4380;

    public const uint Destroy = 1, Start = 2, Stop = 3, Open = 4, Close = 5, Output = 6, GetReport = 9, GetReportReply = 10, Create2 = 11, Input2 = 12, SetReport = 13, SetReportReply = 14;

    /// <summary>The number of an I/O error in replies; the kernel tells every error as this one.</summary>
    public const ushort IoError = 5;

    private const int Head = 4;
    private const int MostDescriptor = 4096;
    private const ushort UsbBus = 3;

    /// <summary>The type of an event that was read.</summary>
    public static uint TypeOf(ReadOnlySpan<byte> @event) => BinaryPrimitives.ReadUInt32LittleEndian(@event);

    /// <summary>Makes a device.</summary>
    public static byte[] Creation(string name, string place, string serial, ushort vendor, ushort product, uint version, ReadOnlySpan<byte> descriptor)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(descriptor.Length, MostDescriptor, nameof(descriptor));
        var bytes = New(Create2);
        var fields = bytes.AsSpan(Head);
        Write(fields[..128], name);
        Write(fields[128..192], place);
        Write(fields[192..256], serial);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[256..], (ushort)descriptor.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[258..], UsbBus);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[260..], vendor);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[264..], product);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[268..], version);
        descriptor.CopyTo(fields[276..]);
        return bytes;
    }

    /// <summary>Ends the device.</summary>
    public static byte[] Destruction() => New(Destroy);

    /// <summary>An input report, id first.</summary>
    public static byte[] Input(ReadOnlySpan<byte> report)
    {
        var bytes = New(Input2);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(Head), (ushort)report.Length);
        report.CopyTo(bytes.AsSpan(Head + 2));
        return bytes;
    }

    /// <summary>Id, report number and type of a request for a report.</summary>
    public static (uint Id, byte Number, byte Type) ReadGet(ReadOnlySpan<byte> @event) =>
        (BinaryPrimitives.ReadUInt32LittleEndian(@event[Head..]), @event[Head + 4], @event[Head + 5]);

    /// <summary>Answers a request for a report; empty data for an error.</summary>
    public static byte[] GetReply(uint id, ReadOnlySpan<byte> report)
    {
        var bytes = New(GetReportReply);
        var fields = bytes.AsSpan(Head);
        BinaryPrimitives.WriteUInt32LittleEndian(fields, id);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[4..], report.IsEmpty ? IoError : (ushort)0);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[6..], (ushort)report.Length);
        report.CopyTo(fields[8..]);
        return bytes;
    }

    /// <summary>Id, type and data of a request that sets a report. The sender is the kernel, the length still checked.</summary>
    public static (uint Id, byte Type, byte[] Report) ReadSet(ReadOnlySpan<byte> @event)
    {
        var fields = @event[Head..];
        var length = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(fields[6..]), fields.Length - 8);
        return (BinaryPrimitives.ReadUInt32LittleEndian(fields), fields[5], fields.Slice(8, length).ToArray());
    }

    /// <summary>Answers a request that sets a report.</summary>
    public static byte[] SetReply(uint id, bool isTaken)
    {
        var bytes = New(SetReportReply);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(Head), id);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(Head + 4), isTaken ? (ushort)0 : IoError);
        return bytes;
    }

    private static byte[] New(uint type)
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, type);
        return bytes;
    }

    // Ends with a NUL, cut where there is no room for it.
    private static void Write(Span<byte> field, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        bytes.AsSpan(0, Math.Min(bytes.Length, field.Length - 1)).CopyTo(field);
    }
}
