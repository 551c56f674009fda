namespace LabSdk.Odp.Tests.Client;

/// <summary>A broker in memory, and clients of it.</summary>
public abstract class InMemoryClient
{
    protected InMemoryBroker Broker { get; } = new();

    protected static OdpOptions Quick { get; } = new() { TopicRefreshInterval = TimeSpan.FromMilliseconds(20), EndGrace = TimeSpan.FromMilliseconds(200) };

    protected Task<OdpClient> ConnectAsync(OdpOptions? options = null) => OdpClient.ConnectAsync(Broker.Connect(), options ?? Quick);

    protected static OdpReadOptions Of(OdpSessionInfo session) => new() { SessionKey = session.SessionKey };

    protected static double[] Values(IEnumerable<SignalSamples> samples) => [.. samples.SelectMany(each => each.Doubles.ToArray())];

    protected static double[] Counting(int packets, int from = 0) => [.. Enumerable.Range(from * TestSession.SamplesPerPacket, packets * TestSession.SamplesPerPacket).Select(value => (double)value)];

    protected static List<OdpReadingCompleted> Completions(OdpReader reader)
    {
        var seen = new List<OdpReadingCompleted>();
        reader.SessionCompleted += seen.Add;
        return seen;
    }
}
