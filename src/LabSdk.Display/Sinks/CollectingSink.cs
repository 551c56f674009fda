namespace LabSdk.Display;

/// <summary>Keeps what is shown in a list, for tests and for reports. Something live is kept in its last form.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class CollectingSink : IDisplaySink
{
    private readonly Lock _lock = new();
    private readonly List<MimeBundle> _items = [];

    /// <summary>A snapshot of what has been shown, in order.</summary>
    public IReadOnlyList<MimeBundle> Items
    {
        get
        {
            lock (_lock)
            {
                return [.. _items];
            }
        }
    }

    /// <inheritdoc/>
    public void Show(MimeBundle bundle)
    {
        lock (_lock)
        {
            _items.Add(bundle);
        }
    }

    /// <inheritdoc/>
    public ILiveDisplay ShowLive(MimeBundle first)
    {
        lock (_lock)
        {
            _items.Add(first);
            return new Slot(this, _items.Count - 1);
        }
    }

    private sealed class Slot(CollectingSink sink, int index) : ILiveDisplay
    {
        public void Update(MimeBundle bundle)
        {
            lock (sink._lock)
            {
                sink._items[index] = bundle;
            }
        }

        public void Dispose()
        {
        }
    }
}
