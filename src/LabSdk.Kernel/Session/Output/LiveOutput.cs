using LabSdk.Display;
using LabSdk.Kernel.Messaging;

namespace LabSdk.Kernel.Session.Output;

/// <summary>
/// Something shown that changes. However often it is updated, the pump publishes one form per turn, and always the last.
/// </summary>
internal sealed class LiveOutput(CellOutput cell, string id) : ILiveDisplay
{
    private MimeBundle? _latest;
    private UpdateEvent? _posted;

    public void Update(MimeBundle bundle)
    {
        Interlocked.Exchange(ref _latest, bundle);

        // An event that is not published yet will take this form along. An abort between the two lines below costs a
        // second event, never the last form.
        if (Volatile.Read(ref _posted) is not { IsTaken: false })
        {
            var update = new UpdateEvent(cell, this);
            cell.Post(update);
            Volatile.Write(ref _posted, update);
        }
    }

    public void Dispose()
    {
    }

    private sealed record UpdateEvent(CellOutput Cell, LiveOutput Live) : OutputEvent(Cell)
    {
        private int _taken;

        public bool IsTaken => Volatile.Read(ref _taken) != 0;

        public override void Publish()
        {
            Interlocked.Exchange(ref _taken, 1);
            if (Interlocked.Exchange(ref Live._latest, null) is { } bundle)
            {
                Cell.PublishText();
                Cell.Channel.Publish("update_display_data", Cell.Parent, MessageCodec.EmptyObject, DisplayContent.Write(bundle, Live.Id), replaceKey: Live.Id);
            }
        }
    }

    private string Id => id;
}
