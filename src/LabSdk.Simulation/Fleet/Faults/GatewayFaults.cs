using LabSdk.Simulation.Fleet;

namespace LabSdk.Simulation;

/// <summary>Faults to come of a simulated gateway, in the order they were added. They outlive a restart until they are used up.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class GatewayFaults
{
    private readonly Lock _gate = new();
    private readonly Queue<GatewayFault> _connects = new(), _statuses = new();

    /// <summary>Faults that have not happened yet.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _connects.Count + _statuses.Count;
            }
        }
    }

    /// <summary>Lets the answers to the next connects go wrong.</summary>
    /// <param name="fault">How; <see cref="GatewayFault.None"/> lets one pass.</param>
    /// <param name="times">How many.</param>
    public void OnConnect(GatewayFault fault, int times = 1) => Add(_connects, fault, times);

    /// <summary>Lets the next commands go wrong, answers and those that are sent unasked.</summary>
    /// <inheritdoc cref="OnConnect"/>
    public void OnStatus(GatewayFault fault, int times = 1) => Add(_statuses, fault, times);

    /// <summary>Forgets all faults to come.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _connects.Clear();
            _statuses.Clear();
        }
    }

    internal GatewayFault Next(Answer answer)
    {
        lock (_gate)
        {
            return (answer.IsConnect ? _connects : _statuses).TryDequeue(out var fault) ? fault : GatewayFault.None;
        }
    }

    private void Add(Queue<GatewayFault> queue, GatewayFault fault, int times)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        lock (_gate)
        {
            for (var i = 0; i < times; i++)
            {
                queue.Enqueue(fault);
            }
        }
    }
}
