using System.Reflection;

namespace LabSdk.Notebooks.Engine;

/// <summary>
/// The objects of <c>using var</c> declarations. They live as long as their session, or until a cell declares the same
/// name again: a cell that opens a device can be run twice.
/// </summary>
internal sealed class SessionResources
{
    /// <summary>How long one object may take; then the session goes on without it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly List<(string Name, object Resource)> _open = [];

    /// <summary>Takes over what a step has declared.</summary>
    /// <param name="names">The variables.</param>
    /// <param name="step">The object of the step, which holds them.</param>
    public void Add(IReadOnlyList<string> names, object step)
    {
        foreach (var name in names)
        {
            if (step.GetType().GetField(name, BindingFlags.Public | BindingFlags.Instance)?.GetValue(step) is { } resource)
            {
                lock (_lock)
                {
                    _open.Add((name, resource));
                }
            }
        }
    }

    /// <summary>Disposes the objects of some variables, or all of them, last one first.</summary>
    /// <param name="names">The variables; null for all.</param>
    /// <returns>What could not be disposed, as sentences.</returns>
    public async Task<IReadOnlyList<string>> DisposeAsync(IReadOnlyList<string>? names = null)
    {
        var failures = new List<string>();
        while (Take(names) is var (name, resource))
        {
            try
            {
                await Task.Run(() => DisposeAsync(resource)).WaitAsync(Limit).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                failures.Add($"Disposing '{name}' failed: {exception.Message}");
            }
        }

        return failures;
    }

    private (string Name, object Resource)? Take(IReadOnlyList<string>? names)
    {
        lock (_lock)
        {
            var last = _open.FindLastIndex(open => names is null || names.Contains(open.Name));
            if (last < 0)
            {
                return null;
            }

            var taken = _open[last];
            _open.RemoveAt(last);
            return taken;
        }
    }

    private static async Task DisposeAsync(object resource)
    {
        if (resource is IAsyncDisposable slow)
        {
            await slow.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            (resource as IDisposable)?.Dispose();
        }
    }
}
