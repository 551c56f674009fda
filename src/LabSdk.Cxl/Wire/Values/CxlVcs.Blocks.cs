namespace LabSdk.Cxl;

/// <remarks>
/// The blocks of Get Virtual CXL Switch Info have no length of their own: each carries as many vPPBs as the request allowed
/// and the switch has.
/// </remarks>
public sealed partial record CxlVcs
{
    private const int HeaderSize = 4;
    private const int VppbSize = 4;

    internal static IReadOnlyList<CxlVcs> ReadList(ref CxlReader reader, uint count, ICxlRequest? request)
    {
        reader.Demand(count, HeaderSize);
        var asked = request as FmapiGetVcsInfoRequest?;
        var limit = asked?.VppbLimit ?? byte.MaxValue;
        var start = asked?.StartVppb ?? 0;

        // With a start above 0 switches may count what is left or all; the length of the answer tells which.
        var skipped = start > 0 && !Fits(reader, count, limit, 0) ? start : 0;
        var list = new CxlVcs[count];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = Read(ref reader, limit, skipped);
        }

        return list;
    }

    internal static int SizeOf(IReadOnlyList<CxlVcs> list)
    {
        var size = 0;
        for (var i = 0; i < list.Count; i++)
        {
            size += HeaderSize + (VppbSize * list[i].Vppbs.Count);
        }

        return size;
    }

    internal static void WriteList(ref CxlWriter writer, IReadOnlyList<CxlVcs> list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            var vcs = list[i];
            writer.Byte(vcs.VcsId);
            writer.Byte((byte)vcs.VcsState);
            writer.Byte(vcs.UspId);
            writer.Byte(vcs.VppbCount);
            writer.List(vcs.Vppbs);
        }
    }

    private static int Listed(byte total, int limit, int skipped) => Math.Min(limit, Math.Max(0, total - skipped));

    private static bool Fits(CxlReader reader, uint count, int limit, int skipped)
    {
        for (var i = 0u; i < count; i++)
        {
            if (!reader.Has(HeaderSize))
            {
                return false;
            }

            reader.Skip(3);
            var size = VppbSize * Listed(reader.Byte(), limit, skipped);
            if (!reader.Has(size))
            {
                return false;
            }

            reader.Skip(size);
        }

        return true;
    }

    private static CxlVcs Read(ref CxlReader reader, int limit, int skipped)
    {
        var id = reader.Byte();
        var state = (CxlVcsState)reader.Byte();
        var usp = reader.Byte();
        var total = reader.Byte();
        var vppbs = reader.List<CxlVppb>((uint)Listed(total, limit, skipped));
        return new() { VcsId = id, VcsState = state, UspId = usp, VppbCount = total, Vppbs = vppbs };
    }
}
