using System.Security.Cryptography;
using System.Text;

namespace LabSdk.Notebooks;

/// <summary>
/// Ids for cells that have none or share one: made of what stands before them, so that the same notebook always gets the
/// same ids and a text format does not change them with every conversion.
/// </summary>
internal static class CellIds
{
    private const int MaxLength = 64;

    public static string[] For(IReadOnlyList<NotebookCell> cells)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var ids = new string[cells.Count];
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Id is { } id && IsValid(id) && used.Add(id))
            {
                ids[i] = id;
            }
        }

        for (var i = 0; i < cells.Count; i++)
        {
            for (var attempt = 0; ids[i] is null; attempt++)
            {
                var id = Hash(FormattableString.Invariant($"{i}.{attempt}.{cells[i].Kind}.{cells[i].Source}"));
                if (used.Add(id))
                {
                    ids[i] = id;
                }
            }
        }

        return ids;
    }

    private static bool IsValid(string id) =>
        id.Length is >= 1 and <= MaxLength && id.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '-' or '_');

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
