using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>How the partitionable memory is divided: 4100h and 4101h.</summary>
internal sealed class PartitionsArea(Media media) : ICciArea
{
    private const byte Immediate = 1;

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.MemdevGetPartitionInfo, _ => Get(), CciRule.Media);
        commands.Add(CxlCommands.MemdevSetPartitionInfo, Set, CciRule.Media | CciRule.Unlocked);
    }

    private CciResult Get()
    {
        var answer = new CciWriter();
        Write(answer, media.VolatilePart);
        return media.NextVolatilePart is { } next ? Write(answer, next) : answer.Pad(16);
    }

    private CciResult Set(CciCall call)
    {
        var input = call.Read();
        var (wanted, flags) = (input.U64(), input.U8());
        if (media.Alignment == 0 || wanted > media.Partitionable || wanted % media.Alignment != 0 || (flags & ~Immediate) != 0)
        {
            return CxlReturnCode.InvalidInput;
        }

        if (flags == Immediate)
        {
            (media.VolatilePart, media.NextVolatilePart) = (wanted, null);
        }
        else
        {
            media.NextVolatilePart = wanted == media.VolatilePart ? null : wanted;
        }

        return CxlReturnCode.Success;
    }

    private CciWriter Write(CciWriter answer, ulong volatilePart) =>
        answer.U64(media.FixedVolatile + volatilePart).U64(media.FixedPersistent + media.Partitionable - volatilePart);
}
