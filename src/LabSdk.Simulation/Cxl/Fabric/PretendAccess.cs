using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Configuration and memory requests of the fabric manager to a function, without the fields that name it.</summary>
internal static class PretendAccess
{
    /// <summary>The direction bit of an access word.</summary>
    public const uint Write = 1 << 23;

    private const int LongestTransfer = 4096;

    public static CciResult Configure(PretendFunction function, uint access, uint data) =>
        function.Configure(access, data) is { } value ? new CciWriter().U32(value) : CxlReturnCode.InvalidInput;

    public static CciResult Transfer(PretendFunction function, uint access, int length, ulong address, CciReader data, int maximumResponse)
    {
        var isWrite = (access & Write) != 0;
        data.Expect(isWrite ? length : 0);
        var memory = function.Memory(address, length);
        if (length > LongestTransfer || memory.IsEmpty || (!isWrite && length + 4 > maximumResponse))
        {
            return CxlReturnCode.InvalidInput;
        }

        var answer = new CciWriter().U16(length).Pad(2);
        if (!isWrite)
        {
            return answer.Bytes(memory);
        }

        data.Rest().CopyTo(memory);
        return answer;
    }
}
