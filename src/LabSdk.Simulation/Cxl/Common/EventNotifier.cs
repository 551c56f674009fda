using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>
/// Tells the host over MCTP that a log has grown or that something has ended in the background: a request of the component's own,
/// repeated with the same tag until it is answered.
/// </summary>
internal sealed class EventNotifier(TimeProvider time, Lock gate) : IDisposable
{
    public const int MostTries = 10;

    /// <summary>Bits 0 to 4 for the logs, bit 15 for the end of a background operation.</summary>
    public const ushort KnownEvents = 0x801F, BackgroundEnded = 0x8000;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(1);

    private byte[]? _message;
    private byte _tag;
    private int _tries;
    private ushort _next;
    private ITimer? _timer;

    /// <summary>Raised under the component's lock with each message that goes to the host.</summary>
    public event Action<byte[]>? Sent;

    /// <summary>The events that the host wants to hear of.</summary>
    public ushort Policy { get; set; }

    /// <summary>Tells of events, those that the host wants.</summary>
    public void Notify(ushort events)
    {
        _next |= (ushort)(events & Policy);
        SendNext();
    }

    /// <summary>Takes the host's answer.</summary>
    public void Answer(byte[] message)
    {
        if (_message is { } waiting && message[1] == waiting[1] && CciFrame.Opcode(message) == CciFrame.Opcode(waiting))
        {
            Settle();
        }
    }

    public void Dispose() => Settle();

    private void SendNext()
    {
        if (_message is not null || _next == 0)
        {
            return;
        }

        _message = CciFrame.Request(CxlCommands.EventNotification.Opcode, _tag++, [(byte)_next, (byte)(_next >> 8)]);
        (_next, _tries) = (0, 0);
        _timer = time.CreateTimer(_ => OnTimer(), null, BetweenTries, BetweenTries);
        Send();
    }

    private void Send()
    {
        _tries++;
        Sent?.Invoke(_message!);
    }

    private void OnTimer()
    {
        lock (gate)
        {
            if (_message is null)
            {
                return;
            }

            if (_tries >= MostTries)
            {
                Settle();
            }
            else
            {
                Send();
            }
        }
    }

    private void Settle()
    {
        _timer?.Dispose();
        (_timer, _message) = (null, null);
        SendNext();
    }
}
