namespace LabSdk.Odp.Tests.Client;

/// <summary>Every wait of a test ends.</summary>
internal static class Patience
{
    public static CancellationToken Token(int seconds = 30) => new CancellationTokenSource(TimeSpan.FromSeconds(seconds)).Token;

    public static async Task<List<T>> TakeAsync<T>(this IAsyncEnumerable<T> items, int count, int seconds = 30)
    {
        var taken = new List<T>();
        await foreach (var item in items.WithCancellation(Token(seconds)))
        {
            taken.Add(item);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }

    public static Task<List<T>> AllAsync<T>(this IAsyncEnumerable<T> items, int seconds = 30) => items.TakeAsync(int.MaxValue, seconds);
}
