using System.Globalization;
using System.Text;
using LabSdk.Odp;

namespace LabSdk.Simulation.Odp;

/// <summary>What a server counts. Thread-safe.</summary>
internal sealed class StreamApiMeters
{
    public Meter Connections { get; } = new();

    public Meter DataRead { get; } = new();

    public Meter DataDelivered { get; } = new();

    public Meter DataPublished { get; } = new();

    public Meter DataRouted { get; } = new();

    public Meter DataRoutedBytes { get; } = new();

    public Meter EssentialsRead { get; } = new();

    public Meter EssentialsDelivered { get; } = new();

    public Meter InfoPublished { get; } = new();

    public Meter InfoRouted { get; } = new();

    public Meter InfoRoutedBytes { get; } = new();

    public Meter Received { get; } = new();

    public Meter ReceivedBytes { get; } = new();

    public Meter Malformed { get; } = new();

    public Meter UnknownFormat { get; } = new();

    public Meter LostRecords { get; } = new();

    public Meter NotStored { get; } = new();

    public StreamApiCounters ToCounters(int openConnections) => new()
    {
        OpenConnections = openConnections,
        PacketsDelivered = DataDelivered.Value,
        EssentialsDelivered = EssentialsDelivered.Value,
        PacketsPublished = DataPublished.Value,
        InfoPublished = InfoPublished.Value,
        Malformed = Malformed.Value,
        UnknownFormat = UnknownFormat.Value,
        LostRecords = LostRecords.Value,
        NotStored = NotStored.Value,
    };

    /// <summary>Prometheus' text format, under the names of the platform's server.</summary>
    public string ToPrometheus(int openConnections, OdpClient client)
    {
        var text = new StringBuilder();
        Write("connections_total", Connections.Value);
        Write("connections_open", openConnections, "gauge");
        Write("data_formats_total", client.TopicWatch.Current.Count == 0 ? 0 : Formats(client));
        Write("sessions_total", client.Sessions.All.Count);
        Write("data_packets_delivered_total", DataDelivered.Value);
        Write("data_packets_published_total", DataPublished.Value);
        Write("data_packets_read_total", DataRead.Value);
        Write("data_packets_routed_total", DataRouted.Value);
        Write("data_packets_routed_bytes_total", DataRoutedBytes.Value);
        Write("essential_packets_delivered_total", EssentialsDelivered.Value);
        Write("essential_packets_read_total", EssentialsRead.Value);
        Write("info_packets_published_total", InfoPublished.Value);
        Write("info_packets_routed_total", InfoRouted.Value);
        Write("info_packets_routed_bytes_total", InfoRoutedBytes.Value);
        Write("router_messages_received_total", Received.Value);
        Write("router_messages_received_bytes_total", ReceivedBytes.Value);
        return text.ToString();

        void Write(string name, long value, string type = "counter") =>
            text.Append(CultureInfo.InvariantCulture, $"# TYPE stream_api_{name} {type}\nstream_api_{name} {value}\n");
    }

    private static long Formats(OdpClient client) => client.Sessions.All.Select(session => session.DataSource)
        .Distinct(StringComparer.Ordinal).Sum(source => (long)client.Formats.All(source).Count);

    internal sealed class Meter
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Add(long count = 1) => Interlocked.Add(ref _value, count);
    }
}
