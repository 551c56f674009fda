using System.Threading.Channels;
using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Messages of one type to and from a simulated component, as an MCTP socket carries them.</summary>
internal sealed class SimulatedMctpChannel(SimulatedCxlComponent component, CxlMessageType type) : IMctpChannel
{
    private const int EHostUnreach = 113;

    private readonly Channel<Item> _waiting = Channel.CreateUnbounded<Item>();
    private readonly CancellationTokenSource _ending = new();

    public string Name => component.Name;

    public CxlMessageType MessageType => type;

    private CciLink Link => type == CxlMessageType.Component ? CciLink.Component : CciLink.FabricManager;

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_ending.IsCancellationRequested, this);
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIf(component.IsConnected ? 0 : EHostUnreach, "sent to");
        var delivery = component.Endpoint.Exchange(message.ToArray(), Link, 0, component.MessagePayloadMaximum);
        ThrowIf(delivery.SendErrno, "sent to");
        if (delivery.ReceiveErrno != 0)
        {
            Deliver(new Item(null, delivery.ReceiveErrno), delivery.Delay);
            return ValueTask.CompletedTask;
        }

        for (var copy = 0; copy < delivery.Messages.Count; copy++)
        {
            Deliver(new Item(delivery.Messages[copy], 0), delivery.Delay + (copy * delivery.DuplicateDelay));
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var item = await _waiting.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        ThrowIf(item.Errno, "received from");
        var message = item.Message!;
        message.AsSpan(0, Math.Min(message.Length, buffer.Length)).CopyTo(buffer.Span);
        return message.Length;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        _waiting.Writer.TryComplete();
    }

    private void Deliver(Item item, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            _waiting.Writer.TryWrite(item);
        }
        else
        {
            _ = DeliverLaterAsync(item, delay);
        }
    }

    private async Task DeliverLaterAsync(Item item, TimeSpan delay)
    {
        await Task.Delay(delay, component.Time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (component.IsConnected)
        {
            _waiting.Writer.TryWrite(item);
        }
    }

    private void ThrowIf(int errno, string what)
    {
        if (errno != 0)
        {
            throw new CxlIoException(errno, $"CXLMI command failed: nothing can be {what} the simulated {component.Name}: errno {errno}.") { Endpoint = component.Name };
        }
    }

    private readonly record struct Item(byte[]? Message, int Errno);
}
