using LabSdk.Simulation.Odp;

namespace LabSdk.Simulation;

/// <summary>
/// What goes wrong at a simulated broker, by script: each call adds faults for the next requests of a kind, which meet them in
/// the order they were added. They outlive a restart until they are used up.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class BrokerFaults
{
    private readonly Lock _gate = new();
    private readonly Dictionary<KafkaApi, Queue<BrokerFault>> _faults = [];
    private TimeSpan _delay;

    /// <summary>How long every answer is held back. Default zero.</summary>
    public TimeSpan Delay
    {
        get
        {
            lock (_gate)
            {
                return _delay;
            }
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            lock (_gate)
            {
                _delay = value;
            }
        }
    }

    /// <summary>Faults that have not happened yet.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _faults.Values.Sum(queue => queue.Count);
            }
        }
    }

    /// <summary>Answers the next requests with an error and does not carry them out.</summary>
    /// <param name="api">Which requests.</param>
    /// <param name="error">The error, given for each topic, partition or group that is asked for.</param>
    /// <param name="times">How many requests.</param>
    public void Fail(KafkaApi api, KafkaErrorCode error, int times = 1) => Add(api, new BrokerFault(Error: error), times);

    /// <summary>Closes the connection when one of the next requests comes, and does not carry it out.</summary>
    /// <inheritdoc cref="Fail"/>
    public void CutBefore(KafkaApi api, int times = 1) => Add(api, new BrokerFault(IsCutBefore: true), times);

    /// <summary>Carries the next requests out, but closes the connection instead of answering.</summary>
    /// <inheritdoc cref="Fail"/>
    public void CutAfter(KafkaApi api, int times = 1) => Add(api, new BrokerFault(IsCutAfter: true), times);

    /// <summary>Holds the answers to the next requests back.</summary>
    /// <param name="api">Which requests.</param>
    /// <param name="delay">How long.</param>
    /// <param name="times">How many requests.</param>
    public void Slow(KafkaApi api, TimeSpan delay, int times = 1) => Add(api, new BrokerFault(Delay: delay), times);

    /// <summary>Lets requests of a kind pass before the faults that are added next.</summary>
    /// <inheritdoc cref="Fail"/>
    public void Pass(KafkaApi api, int times = 1) => Add(api, BrokerFault.None, times);

    /// <summary>Forgets all faults to come, and the delay.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
            _delay = default;
        }
    }

    internal BrokerFault Next(KafkaApi api)
    {
        lock (_gate)
        {
            var fault = _faults.TryGetValue(api, out var queue) && queue.TryDequeue(out var next) ? next : BrokerFault.None;
            return _delay == default ? fault : fault with { Delay = fault.Delay + _delay };
        }
    }

    private void Add(KafkaApi api, BrokerFault fault, int times)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Delay, TimeSpan.Zero);
        lock (_gate)
        {
            if (!_faults.TryGetValue(api, out var queue))
            {
                _faults[api] = queue = new Queue<BrokerFault>();
            }

            for (var i = 0; i < times; i++)
            {
                queue.Enqueue(fault);
            }
        }
    }
}
