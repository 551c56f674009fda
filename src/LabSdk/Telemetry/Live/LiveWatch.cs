using System.Collections.Concurrent;
using LabSdk.Odp;

namespace LabSdk;

/// <summary>What somebody wants of a live feed: the signals of some names or patterns. Dispose it to want nothing more.</summary>
internal sealed class LiveWatch(LiveFeed feed, IReadOnlyList<string> patterns, int keep) : IDisposable
{
    private const int MostSlots = 64;
    private const int MostNames = 100_000;
    private readonly ConcurrentDictionary<string, LiveSlot?> _byName = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Raised after each block of samples, on the feed's thread.</summary>
    public event Action? Changed;

    public LiveFeed Feed => feed;

    /// <summary>The signals that have come, by name.</summary>
    public IReadOnlyList<LiveSlot> Slots => [.. _byName.Values.OfType<LiveSlot>().OrderBy(slot => slot.Identifier, StringComparer.Ordinal)];

    /// <summary>Completes when the first signal has come.</summary>
    public Task FirstSlot => _first.Task;

    public void Take(SampleBlock block, string sessionKey, long receivedAt)
    {
        var isTaken = false;
        foreach (var column in block.Columns)
        {
            if (!_byName.TryGetValue(column.Identifier, out var slot))
            {
                slot = Slots.Count < MostSlots && patterns.Any(pattern => SignalNames.Matches(pattern, column.Identifier)) ? new LiveSlot(column.Identifier, keep) : null;
                if (_byName.Count < MostNames)
                {
                    _byName[column.Identifier] = slot;
                }
            }

            if (slot is not null)
            {
                slot.Add(column, sessionKey, receivedAt);
                isTaken = true;
            }
        }

        if (isTaken)
        {
            _first.TrySetResult();
            Changed?.Invoke();
        }
    }

    /// <summary>Something besides samples changed: a marker, the reading itself.</summary>
    public void Tell() => Changed?.Invoke();

    public void Dispose() => feed.Remove(this);
}
