namespace LabSdk.Simulation.Odp;

/// <summary>What all requests work on.</summary>
internal sealed class BrokerState : IDisposable
{
    /// <summary>The number of the only broker there is.</summary>
    public const int NodeId = 1;

    /// <summary>The name of the cluster; it says what it is.</summary>
    public const string ClusterId = "labsdk-simulated-broker";

    private long _producerId;

    public BrokerState(SimulatedBrokerOptions options)
    {
        Options = options;
        Topics = new TopicTable(options);
        Groups = new GroupTable(options, Topics);
        _producerId = Topics.HighestProducerId();
    }

    public SimulatedBrokerOptions Options { get; }

    public TopicTable Topics { get; }

    public GroupTable Groups { get; }

    /// <summary>The port that clients are told.</summary>
    public int Port { get; set; }

    public long NextProducerId() => Interlocked.Increment(ref _producerId);

    public void Dispose()
    {
        Groups.Dispose();
        Topics.Dispose();
    }
}
