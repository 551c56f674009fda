using System.Net.Sockets;
using LabSdk.Simulation.Odp;

namespace LabSdk.Simulation;

/// <summary>
/// A small Kafka broker in this process, on real sockets, for development, tests and demonstrations: any Kafka client of any
/// process can produce, read by offset, time or group, and make topics. It needs no native library. It is one broker without
/// replicas, encryption, access control and transactions, and no place to keep the only copy of anything.
/// </summary>
/// <remarks>Thread-safe. Message format 2 only, which is what clients of this decade send; compressed batches are kept as they come.</remarks>
/// <example>
/// <code>
/// await using var broker = SimulatedBroker.Start();
/// broker.CreateTopic("Data.Default", partitions: 1);
/// using var lab = Lab.Connect($"odp://{broker.Address}");
/// </code>
/// </example>
public sealed class SimulatedBroker : IAsyncDisposable, IDisposable
{
    private readonly Lock _gate = new();
    private readonly BrokerState _state;
    private readonly BrokerWork _work;
    private readonly FileStream? _folderLock;
    private BrokerListener? _listener;
    private bool _isDisposed;

    private SimulatedBroker(SimulatedBrokerOptions options, FileStream? folderLock)
    {
        (Options, _folderLock) = (options, folderLock);
        _state = new BrokerState(options);
        _work = new BrokerWork(_state, Faults);
    }

    /// <summary>How it is set up.</summary>
    public SimulatedBrokerOptions Options { get; }

    /// <summary>The port; it stays the same over <see cref="Stop"/> and <see cref="Restart"/>.</summary>
    public int Port => _state.Port;

    /// <summary>The address for <c>bootstrap.servers</c>, for example <c>127.0.0.1:41234</c>.</summary>
    public string Address => $"{Options.EffectiveHost}:{Port}";

    /// <summary>What goes wrong, and when.</summary>
    public BrokerFaults Faults { get; } = new();

    /// <summary>The topics, by name.</summary>
    public IReadOnlyList<BrokerTopicInfo> Topics => [.. _state.Topics.All.Select(Describe)];

    /// <summary>What it has counted.</summary>
    public BrokerStatistics Statistics => new()
    {
        Requests = _work.AnsweredCount,
        Connections = _listener?.Open ?? 0,
        StoredRecords = _state.Topics.Counters.AppendedRecords,
        StoredBytes = _state.Topics.Counters.AppendedBytes,
        KeptBytes = _state.Topics.Counters.Bytes,
        DroppedRecords = _state.Topics.Counters.DroppedRecords,
        DroppedBytes = _state.Topics.Counters.DroppedBytes,
        CutBytes = _state.Topics.Counters.CutBytes,
        BufferedBytes = _work.Budget.Held,
        Problems = _work.ProblemCount,
        LastProblem = _work.LastProblem,
    };

    /// <summary>Starts a broker.</summary>
    /// <param name="options">How it is set up; null for the defaults.</param>
    /// <exception cref="SocketException">The port is in use.</exception>
    /// <exception cref="LabConfigurationException">The folder cannot be used, or another broker uses it.</exception>
    public static SimulatedBroker Start(SimulatedBrokerOptions? options = null)
    {
        options ??= new SimulatedBrokerOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.DefaultPartitions, 1, nameof(options));
        var folderLock = options.Folder is { } folder ? BrokerFolder.Lock(folder) : null;
        SimulatedBroker? broker = null;
        try
        {
            broker = new SimulatedBroker(options, folderLock);
            broker.Listen(options.Port);
            return broker;
        }
        catch
        {
            broker?._state.Dispose();
            folderLock?.Dispose();
            throw;
        }
    }

    /// <summary>Makes a topic; does nothing when it is there.</summary>
    /// <param name="name">Letters, digits, dot, underscore and hyphen; 249 at most.</param>
    /// <param name="partitions">How many partitions; at least 1.</param>
    /// <exception cref="ArgumentException">The name or the number cannot be used.</exception>
    public void CreateTopic(string name, int partitions = 1)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        var error = _state.Topics.Create(name, partitions);
        if (error is not (KafkaErrorCode.None or KafkaErrorCode.TopicAlreadyExists))
        {
            throw new ArgumentException($"The topic '{name}' with {partitions} partitions cannot be made: {error}.", nameof(name));
        }
    }

    /// <summary>Removes a topic and its records. Answers whether it was there.</summary>
    /// <param name="name">Its name.</param>
    public bool DeleteTopic(string name)
    {
        var isDeleted = _state.Topics.Delete(name) == KafkaErrorCode.None;
        if (isDeleted)
        {
            _state.Groups.Forget(name);
        }

        return isDeleted;
    }

    /// <summary>Forgets the records of a partition before an offset, as retention does. Answers whether there is such a partition and offset.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="offset">The first offset that is kept.</param>
    public bool DeleteRecords(string topic, int partition, long offset) =>
        _state.Topics.Find(topic, partition)?.DeleteBefore(offset).Error == KafkaErrorCode.None;

    /// <summary>Stops listening and closes all connections, as a broker that goes down. Records, groups and faults are kept.</summary>
    public void Stop() => TakeListener()?.Dispose();

    /// <summary>Stops, and listens again on the same port.</summary>
    /// <exception cref="SocketException">Somebody else has taken the port.</exception>
    public void Restart()
    {
        Stop();
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Listen(Port);
    }

    /// <summary>Closes all connections and goes on listening.</summary>
    public void CloseConnections() => _listener?.CloseConnections();

    /// <summary>Stops and forgets what is in memory; a folder is kept.</summary>
    public void Dispose()
    {
        Stop();
        Close();
    }

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        if (TakeListener() is { } listener)
        {
            listener.Dispose();
            await listener.Ended.ConfigureAwait(false);
        }

        Close();
    }

    private static BrokerTopicInfo Describe(BrokerTopic topic) => new(topic.Name, [.. topic.Partitions.Select((log, number) =>
    {
        var (low, high) = log.Watermarks;
        return new BrokerPartitionInfo(number, low, high, log.Bytes);
    })]);

    private void Listen(int port)
    {
        var listener = new BrokerListener(_work, Options.Address, port);
        _state.Port = listener.Port;
        lock (_gate)
        {
            _listener = listener;
        }
    }

    private BrokerListener? TakeListener()
    {
        lock (_gate)
        {
            var listener = _listener;
            _listener = null;
            return listener;
        }
    }

    private void Close()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        _state.Dispose();
        _folderLock?.Dispose();
    }
}
