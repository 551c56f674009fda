using LabSdk.Display;
using LabSdk.Mds;

namespace LabSdk.Presentation;

/// <summary>A device while a cell watches it: state, counters, the last chunks, messages and heartbeats. Changes in place, ten times a second.</summary>
internal sealed class DiagnosticLiveView : IDisposable
{
    private readonly DiagnosticDevice _device;
    private readonly RecentDiagnostics _recent;
    private readonly LiveView _view;

    public DiagnosticLiveView(DiagnosticDevice device)
    {
        _device = device;
        _recent = new RecentDiagnostics(device);
        _view = new LiveView(Now());
        device.MessageReceived += Add;
    }

    public void Add(StreamPacket packet)
    {
        _recent.Add(packet);
        _view.Update(Now);
    }

    public void Dispose()
    {
        _device.MessageReceived -= Add;
        _view.Update(Now);
        _view.Dispose();
    }

    private void Add(ReceivedMessage message)
    {
        _recent.Add(message);
        _view.Update(Now);
    }

    private Stack Now() => new(_recent.Blocks());
}
