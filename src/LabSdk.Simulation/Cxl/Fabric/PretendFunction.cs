using System.Buffers.Binary;

namespace LabSdk.Simulation.Cxl;

/// <summary>A PCIe function with nothing behind it: 4 KiB of configuration space and 64 KiB of memory, to be read and written through a switch.</summary>
internal sealed class PretendFunction
{
    public const int MemorySize = 64 * 1024;

    private const int ConfigurationSize = 4096, CommandRegister = 4, ReadOnlyIds = 4;
    private const ushort Vendor = 0x1AB5, Device = 0x0D93;

    private readonly byte[] _configuration = new byte[ConfigurationSize];
    private byte[]? _memory;

    public PretendFunction()
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_configuration, Vendor);
        BinaryPrimitives.WriteUInt16LittleEndian(_configuration.AsSpan(2), Device);
        BinaryPrimitives.WriteUInt32LittleEndian(_configuration.AsSpan(CommandRegister), 0x0010_0000);

        // Class code: memory controller, CXL.
        BinaryPrimitives.WriteUInt32LittleEndian(_configuration.AsSpan(8), 0x0502_1000);
    }

    /// <summary>
    /// Reads or writes a register of four bytes. The access word has the register in bits 11:0, byte enables in 15:12 and the direction
    /// in bit 23; null when the register is not at a multiple of four.
    /// </summary>
    public uint? Configure(uint access, uint data)
    {
        var register = (int)(access & 0xFFF);
        if (register % 4 != 0)
        {
            return null;
        }

        var place = _configuration.AsSpan(register, 4);
        if ((access & PretendAccess.Write) == 0)
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(place);
        }

        for (var index = 0; index < 4; index++)
        {
            // Who it is cannot be written.
            if ((access & (1u << (12 + index))) != 0 && register >= ReadOnlyIds)
            {
                place[index] = (byte)(data >> (8 * index));
            }
        }

        return 0;
    }

    /// <summary>A part of its memory; empty when the range is not inside.</summary>
    public Span<byte> Memory(ulong address, int length) =>
        length > 0 && address < MemorySize && (ulong)length <= MemorySize - address ? (_memory ??= new byte[MemorySize]).AsSpan((int)address, length) : [];
}
