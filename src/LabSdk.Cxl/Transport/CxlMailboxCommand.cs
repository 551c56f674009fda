using System.Runtime.InteropServices;

namespace LabSdk.Cxl;

/// <summary>One entry of CXL_MEM_QUERY_COMMANDS, 16 bytes as in the kernel's structure.</summary>
/// <param name="Id">The driver's id; 0 is a hole (a deprecated command).</param>
/// <param name="Flags">Bit 0: enabled on this device; bit 1: the kernel keeps it to itself now. Linux 6.1 leaves it 0.</param>
/// <param name="InputSize">Request bytes; FFFFFFFFh for any number.</param>
/// <param name="OutputSize">Answer bytes; FFFFFFFFh for any number.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct CxlMailboxCommand(uint Id, uint Flags, uint InputSize, uint OutputSize);
