using System.Threading.Channels;
using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>The requests that a simulated component sends by itself, for a listener; and the listener's answers to them.</summary>
internal sealed class SimulatedEventChannel : ICxlEventChannel
{
    private readonly Channel<CxlEventMessage> _waiting = Channel.CreateUnbounded<CxlEventMessage>();
    private readonly SimulatedCxlComponent _component;
    private readonly uint _network;
    private readonly byte _endpointId;

    public SimulatedEventChannel(SimulatedCxlComponent component, uint network, byte endpointId)
    {
        (_component, _network, _endpointId) = (component, network, endpointId);
        lock (component.Gate)
        {
            component.Notifier!.Sent += Take;
        }
    }

    public ValueTask<CxlEventMessage> ReceiveAsync(CancellationToken cancellationToken) => _waiting.Reader.ReadAsync(cancellationToken);

    public ValueTask AnswerAsync(CxlEventMessage message, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken)
    {
        if (_component.IsConnected)
        {
            _component.Endpoint.Exchange(answer.ToArray(), CciLink.Component, 0, 0);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        lock (_component.Gate)
        {
            _component.Notifier!.Sent -= Take;
        }

        _waiting.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private void Take(byte[] message)
    {
        if (_component.IsConnected)
        {
            _waiting.Writer.TryWrite(new CxlEventMessage(_network, _endpointId, message[1], message.ToArray()));
        }
    }
}
