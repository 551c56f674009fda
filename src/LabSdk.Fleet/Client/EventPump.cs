using System.Threading.Channels;

namespace LabSdk.Fleet.Client;

/// <summary>
/// Runs the application's event handlers, in order and never two at once, away from the reader and from whoever sends: a
/// handler may block, or use the client.
/// </summary>
internal sealed class EventPump
{
    private const int Capacity = 10_000;

    private readonly Channel<Action> _waiting = Channel.CreateBounded<Action>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private int _isStarted;

    /// <summary>Hands a call over.</summary>
    /// <returns>False when it did not fit, or nothing is taken any more.</returns>
    public bool Offer(Action call)
    {
        if (!_waiting.Writer.TryWrite(call))
        {
            return false;
        }

        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            _ = Task.Run(RunAsync);
        }

        return true;
    }

    /// <summary>Ends when everything that was handed over has run.</summary>
    public void End() => _waiting.Writer.TryComplete();

    private async Task RunAsync()
    {
        await foreach (var call in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            call();
        }
    }
}
