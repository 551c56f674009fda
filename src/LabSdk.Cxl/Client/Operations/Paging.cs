namespace LabSdk.Cxl;

/// <summary>One page of a list that a component gives out in parts.</summary>
/// <param name="Items">The entries from the asked index on.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Generation">Changes when the list changes; 0 where there is no such number.</param>
internal readonly record struct Page<T>(IReadOnlyList<T> Items, long Total, uint Generation = 0);

/// <summary>Reads lists to their end.</summary>
internal static class Paging
{
    // A list that changes under every read is not worth more patience.
    private const int MostRestarts = 5;

    /// <summary>Reads all pages; from the start again when the list changed in between.</summary>
    /// <param name="what">The list, for messages.</param>
    /// <param name="read">Reads the page that begins with an entry.</param>
    /// <exception cref="CxlProtocolException">The component gives out less than it says there is, or the list does not keep still.</exception>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(string what, Func<long, ValueTask<Page<T>>> read)
    {
        for (var restarts = 0; ; restarts++)
        {
            var page = await read(0).ConfigureAwait(false);
            var (all, generation) = (new List<T>(page.Items), page.Generation);
            while (page.Generation == generation && all.Count < page.Total && page.Items.Count > 0)
            {
                page = await read(all.Count).ConfigureAwait(false);
                all.AddRange(page.Generation == generation ? page.Items : []);
            }

            if (page.Generation == generation)
            {
                return all.Count >= page.Total ? all
                    : throw new CxlProtocolException($"The component says that {what} has {page.Total} entries, and gives out {all.Count}.");
            }

            if (restarts >= MostRestarts)
            {
                throw new CxlProtocolException($"{what} changed {restarts + 1} times while it was read.");
            }
        }
    }
}
