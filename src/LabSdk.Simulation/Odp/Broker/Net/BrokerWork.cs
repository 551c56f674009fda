namespace LabSdk.Simulation.Odp;

/// <summary>What all connections share, over restarts too.</summary>
internal sealed class BrokerWork(BrokerState state, BrokerFaults faults)
{
    private long _answered, _problems;
    private volatile string? _lastProblem;

    public BrokerState State { get; } = state;

    public BrokerFaults Faults { get; } = faults;

    public ApiTable Apis { get; } = new(state);

    public BufferBudget Budget { get; } = new(state.Options.MaxBufferedBytes);

    public long AnsweredCount => Interlocked.Read(ref _answered);

    public long ProblemCount => Interlocked.Read(ref _problems);

    public string? LastProblem => _lastProblem;

    public void Answered() => Interlocked.Increment(ref _answered);

    public void Problem(string text)
    {
        Interlocked.Increment(ref _problems);
        _lastProblem = text;
    }
}
