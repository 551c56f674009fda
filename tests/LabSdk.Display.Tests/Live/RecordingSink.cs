namespace LabSdk.Display.Tests.Live;

/// <summary>Keeps every form of everything shown, in order.</summary>
internal sealed class RecordingSink : IDisplaySink
{
    private readonly Lock _lock = new();
    private readonly List<MimeBundle> _shown = [];

    public List<MimeBundle> Shown
    {
        get
        {
            lock (_lock)
            {
                return [.. _shown];
            }
        }
    }

    public int Ended { get; private set; }

    /// <summary>Called while a form is being taken, before it is kept.</summary>
    public Action? Taking { get; set; }

    public void Show(MimeBundle bundle)
    {
        Taking?.Invoke();
        lock (_lock)
        {
            _shown.Add(bundle);
        }
    }

    public ILiveDisplay ShowLive(MimeBundle first)
    {
        Show(first);
        return new Slot(this);
    }

    private sealed class Slot(RecordingSink sink) : ILiveDisplay
    {
        public void Update(MimeBundle bundle) => sink.Show(bundle);

        public void Dispose() => sink.Ended++;
    }
}
