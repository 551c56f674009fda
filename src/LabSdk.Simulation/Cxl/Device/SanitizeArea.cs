using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Erasing all of it: 4400h and 4401h; and ranges of it: 4402h. While a sanitize runs the media is disabled.</summary>
internal sealed class SanitizeArea(Media media, BackgroundSlot background, Action clearLogs, byte[] labels) : ICciArea
{
    private const byte Discovery = 0, Erase = 1, Sanitize = 0, Zero = 1;
    private const int MostRanges = 64;

    private static readonly (byte Class, byte Subclass)[] Operations = [(Erase, Sanitize), (Erase, Zero)];

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.MemdevSanitize, call => Start(call.Opcode, media.Bytes, EraseAll), CciRule.Unlocked);
        commands.Add(CxlCommands.MemdevSecureErase, _ => SecureErase(), CciRule.Media | CciRule.Unlocked);
        commands.Add(
            CxlCommands.MemdevMediaOperationsSanitize.Opcode, 8, MediaOperation, CciRule.Variable | CciRule.Media | CciRule.Unlocked, CciLink.Any,
            CxlCommands.MemdevMediaOperationsSanitize.Effects);
    }

    /// <summary>How long erasing takes, by size.</summary>
    public static TimeSpan Duration(ulong bytes)
    {
        var mebibytes = bytes >> 20;
        (ulong Most, int Seconds)[] known = [(512, 4), (1024, 8), (2048, 15), (4096, 30), (8192, 60)];
        foreach (var (most, seconds) in known)
        {
            if (mebibytes <= most)
            {
                return TimeSpan.FromSeconds(seconds);
            }
        }

        var time = TimeSpan.FromSeconds(60);
        for (var size = 8192UL; size < mebibytes && time < TimeSpan.FromHours(4); size *= 2)
        {
            time *= 2;
        }

        return time < TimeSpan.FromHours(4) ? time : TimeSpan.FromHours(4);
    }

    private CciResult Start(ushort opcode, ulong bytes, Action erase)
    {
        media.IsDisabled = true;
        clearLogs();
        return background.Start(new BackgroundWork(opcode, Duration(bytes), () =>
        {
            erase();
            media.IsDisabled = false;
            return CxlReturnCode.Success;
        })
        {
            // An aborted or failed sanitize leaves the media disabled until one succeeds.
            IsAbortable = opcode == CxlCommands.MemdevSanitize.Opcode,
        });
    }

    private void EraseAll()
    {
        media.Erase();
        Array.Clear(labels);
    }

    private CxlReturnCode SecureErase()
    {
        // New keys: the data cannot be read any more, at once. Labels stay.
        media.Erase();
        return CxlReturnCode.Success;
    }

    private CciResult MediaOperation(CciCall call)
    {
        var input = call.Read();
        var (kind, subclass) = (input.U8(), input.U8());
        input.Skip(2);
        var ranges = input.U32();
        if (kind == Discovery && subclass == Discovery)
        {
            return Discover(input, ranges);
        }

        if (kind != Erase || subclass > Zero)
        {
            return CxlReturnCode.Unsupported;
        }

        input.Expect(16L * ranges);
        if (ranges is 0 or > MostRanges)
        {
            return CxlReturnCode.InvalidInput;
        }

        var list = new List<(ulong Start, ulong Length)>();
        for (var index = 0; index < ranges; index++)
        {
            var (start, length) = (input.U64(), input.U64());
            if (length == 0 || !media.Has(start, length))
            {
                return CxlReturnCode.InvalidPhysicalAddress;
            }

            list.Add((start, length));
        }

        return Start(call.Opcode, list.Aggregate(0UL, (sum, range) => sum + range.Length), () => list.ForEach(range => media.Erase(range.Start, range.Length)));
    }

    private static CciResult Discover(CciReader input, uint ranges)
    {
        var (start, wanted) = (input.U16(), input.U16());
        input.Expect(0);
        if (ranges != 0 || start > Operations.Length)
        {
            return CxlReturnCode.InvalidInput;
        }

        var page = Operations.Skip(start).Take(wanted).ToArray();
        var answer = new CciWriter().U64(Media.LineSize).U16(Operations.Length).U16(page.Length);
        return page.Aggregate(answer, (writer, operation) => writer.U8(operation.Class).U8(operation.Subclass));
    }
}
