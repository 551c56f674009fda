using LabSdk.Mds;
using LabSdk.Mds.Transport;
using LabSdk.Simulation.Mds;

namespace LabSdk.Simulation;

/// <summary>
/// A diagnostic device in this process that behaves as the real firmware, report for report: config, streaming, messages,
/// timing, and faults on demand. One host at a time can open it.
/// </summary>
/// <remarks>Thread-safe.</remarks>
/// <example>
/// <code>
/// await using var device = new SimulatedMdsDevice();
/// await using var mds = new MdsClient(device.Open());
/// await mds.InitializeAsync();
/// </code>
/// </example>
public sealed class SimulatedMdsDevice : IAsyncDisposable
{
    private static readonly TimeSpan BetweenChunks = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan WhenIdle = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Packetizer _packetizer = new();
    private readonly MdsFirmware _firmware;
    private readonly HeartbeatSource _heartbeats;
    private readonly Task _loop;
    private TaskCompletionSource _work = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SimulatedHidDevice? _host;
    private bool _isPlugged = true;

    /// <summary>Makes a device and plugs it in.</summary>
    /// <param name="options">How it is set up; null for the firmware example.</param>
    public SimulatedMdsDevice(SimulatedMdsOptions? options = null)
    {
        Options = options ?? new SimulatedMdsOptions();
        Messages = new MdsMessages(Options.Identity);
        _heartbeats = new HeartbeatSource(Messages, Options);
        _firmware = new MdsFirmware(Options.Framing)
        {
            Serial = Options.Serial,
            UriPrefix = Options.UriPrefix,
            ProjectKey = Options.ProjectKey,
            StartsAtOne = Options.StartsAtOne,
        };
        _loop = Task.Run(() => RunAsync(_ending.Token));
    }

    /// <summary>Names of the metrics in the heartbeats that it makes by itself, in their order.</summary>
    public static IReadOnlyList<string> MetricNames => HeartbeatSource.Metrics;

    /// <summary>How it is set up.</summary>
    public SimulatedMdsOptions Options { get; }

    /// <summary>Makes messages as this device's firmware does; hand them to <see cref="Send"/>.</summary>
    public MdsMessages Messages { get; }

    /// <summary>What goes wrong, and when.</summary>
    public MdsFaults Faults { get; } = new();

    /// <summary>True while a host has turned streaming on.</summary>
    public bool IsStreaming
    {
        get
        {
            lock (_lock)
            {
                return _firmware.IsStreaming;
            }
        }
    }

    /// <summary>Messages that wait to be sent.</summary>
    public int WaitingMessages
    {
        get
        {
            lock (_lock)
            {
                return _packetizer.Waiting;
            }
        }
    }

    /// <summary>Reports that were dropped because the host did not read them in time.</summary>
    public long DroppedReports
    {
        get
        {
            lock (_lock)
            {
                return _host?.Queue.Dropped ?? 0;
            }
        }
    }

    /// <summary>Lets a message wait for being sent; coredumps go first, then events, logs, recordings.</summary>
    /// <param name="message">From <see cref="Messages"/>, or any bytes whose first is the type.</param>
    public void Send(byte[] message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentOutOfRangeException.ThrowIfZero(message.Length, nameof(message));
        lock (_lock)
        {
            _packetizer.Add(message);
            Wake();
        }
    }

    /// <summary>Opens the device as a host does.</summary>
    /// <exception cref="MdsTransportException">It is unplugged, or already open.</exception>
    public IMdsBackend Open() => new HidBackend(OpenHid(), isSimulated: true);

    /// <summary>Pulls the plug: calls of the host fail, streaming ends, the sequence begins again. Waiting messages are kept.</summary>
    public void Unplug()
    {
        lock (_lock)
        {
            _isPlugged = false;
            _firmware.SetInterfaceReady(false);
            _packetizer.Abort();
            _host?.Queue.Wake(clear: true);
            _host = null;
        }
    }

    /// <summary>Plugs it in again; a host has to open it again.</summary>
    public void Replug()
    {
        lock (_lock)
        {
            _isPlugged = true;
        }
    }

    /// <summary>Stops the device.</summary>
    public async ValueTask DisposeAsync()
    {
        Unplug();
        await _ending.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Opens the device at the level of reports.</summary>
    internal SimulatedHidDevice OpenHid()
    {
        lock (_lock)
        {
            if (!_isPlugged)
            {
                throw new MdsTransportException(MdsErrorKind.NotFound, $"The simulated device '{Options.Serial}' is unplugged.", "Call Replug.");
            }

            return _host = _host is null
                ? new SimulatedHidDevice(this, new HostQueue(Options.HostQueue))
                : throw new MdsTransportException(MdsErrorKind.AccessDenied, $"The simulated device '{Options.Serial}' is open already.", "Close the other client.");
        }
    }

    /// <summary>Runs something on the firmware for a host; throws as a real device does when it is gone or fails.</summary>
    internal T Ask<T>(SimulatedHidDevice host, Func<MdsFirmware, T> request)
    {
        lock (_lock)
        {
            ThrowIfGone(host);
            if (Faults.TakeFailure())
            {
                throw new MdsTransportException(MdsErrorKind.Io, $"The simulated device '{Options.Serial}' failed a transfer.");
            }

            var answer = request(_firmware);
            Wake();
            return answer;
        }
    }

    /// <summary>Throws when this host no longer has the device.</summary>
    internal void ThrowIfGone(SimulatedHidDevice host)
    {
        lock (_lock)
        {
            if (_host != host)
            {
                throw new MdsTransportException(MdsErrorKind.Disconnected, $"The simulated device '{Options.Serial}' was unplugged.");
            }
        }
    }

    /// <summary>The bus begins or ends to take reports. Ending it breaks the message under way, which begins again later.</summary>
    internal void SetOpen(SimulatedHidDevice host, bool isOpen)
    {
        lock (_lock)
        {
            if (_host == host && host.Queue.IsOpen != isOpen)
            {
                host.Queue.IsOpen = isOpen;
                host.Queue.Wake(clear: true);
                _packetizer.Abort();
                Wake();
            }
        }
    }

    /// <summary>The host closes the device.</summary>
    internal void Close(SimulatedHidDevice host)
    {
        lock (_lock)
        {
            if (_host == host)
            {
                _host = null;
                _firmware.SetInterfaceReady(false);
                _packetizer.Abort();
            }
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        List<byte[]> held = [];
        while (!cancellationToken.IsCancellationRequested)
        {
            Task work;
            HostQueue? queue = null;
            var sent = false;
            var pause = TimeSpan.Zero;
            lock (_lock)
            {
                work = _work.Task;
                if (_firmware.IsStreaming && _host is { Queue.IsOpen: true } host)
                {
                    queue = host.Queue;
                    if (_heartbeats.Due() is { } heartbeat)
                    {
                        _packetizer.Add(heartbeat);
                    }

                    (sent, pause) = SendNext(queue, held);
                }
            }

            if (queue is not null && sent && Options.IsFast)
            {
                // Room for a duplicate and a foreign report besides.
                await queue.WaitForRoomAsync(4, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            var delay = (sent ? BetweenChunks : WhenIdle) + pause;
            using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var timer = Task.Delay(delay, Options.Time, idle.Token);
            await (sent ? timer : Task.WhenAny(timer, work)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await idle.CancelAsync().ConfigureAwait(false);
        }
    }

    private (bool Sent, TimeSpan Pause) SendNext(HostQueue queue, List<byte[]> held)
    {
        var stall = Faults.TakeStall();
        if (stall > TimeSpan.Zero)
        {
            return (true, stall);
        }

        if (_packetizer.Peek(_firmware.ChunkSize) is not { } chunk)
        {
            return (false, TimeSpan.Zero);
        }

        var busy = Faults.TakeBusy();
        var result = _firmware.SendChunk(chunk, report =>
        {
            if (busy)
            {
                return MdsFirmware.Busy;
            }

            var reports = Faults.Apply(report);
            if (Faults.TakeSwap())
            {
                held.AddRange(reports);
                return 0;
            }

            reports.AddRange(held);
            held.Clear();
            reports.ForEach(each => queue.TryAdd(each));
            return 0;
        });
        if (result < 0)
        {
            _packetizer.Abort();
        }
        else
        {
            _packetizer.Sent();
        }

        return (true, TimeSpan.FromMilliseconds(Options.IsFast ? 0 : _firmware.SleepAsked));
    }

    private void Wake()
    {
        _work.TrySetResult();
        _work = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
