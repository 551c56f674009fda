using LabSdk.Display.Widgets;
using LabSdk.Kernel.Messaging;
using LabSdk.Kernel.Session.Comms;
using LabSdk.Kernel.Session.History;
using LabSdk.Kernel.Session.Output;
using LabSdk.Kernel.Session.Requests;
using LabSdk.Kernel.Zmtp.Sockets;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Session;

/// <summary>A Jupyter kernel: five sockets around a script engine. Protocol 5.4.</summary>
internal sealed class KernelServer : IAsyncDisposable
{
    private static readonly TimeSpan EngineEnd = TimeSpan.FromMilliseconds(500);
    private readonly KernelOptions _options;
    private readonly MessageCodec _codec;
    private readonly ReplySocket _heartbeat;
    private readonly PublisherSocket _iopub;
    private readonly RouterSocket _shell;
    private readonly RouterSocket _control;
    private readonly RouterSocket _stdin;
    private readonly OutputChannel _channel;
    private readonly OutputPump _pump;
    private readonly CommManager _comms;
    private readonly InputRequests _input;
    private readonly Task<IScriptEngine> _engine;
    private readonly RequestRouter _router;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> _running = [];

    /// <summary>Binds the sockets and begins to load the engine.</summary>
    /// <exception cref="LabConnectionException">A port cannot be listened on.</exception>
    public KernelServer(ConnectionInfo connection, KernelOptions options)
    {
        _options = options;
        _codec = new MessageCodec(connection.Key, options.Time);
        _input = new InputRequests(_codec);
        var sockets = new List<ZmtpSocket>();
        try
        {
            sockets.Add(_shell = new RouterSocket("shell", At(connection, connection.ShellPort), (sender, frames) => Receive(_shell!, sender, frames)));
            sockets.Add(_control = new RouterSocket("control", At(connection, connection.ControlPort), (sender, frames) => Receive(_control!, sender, frames)));
            sockets.Add(_stdin = new RouterSocket("stdin", At(connection, connection.StdinPort), ReceiveInput));
            sockets.Add(_iopub = new PublisherSocket("iopub", At(connection, connection.IoPubPort)));
            sockets.Add(_heartbeat = new ReplySocket("hb", At(connection, connection.HeartbeatPort)));
        }
        catch (LabConnectionException)
        {
            sockets.ForEach(socket => _ = socket.DisposeAsync().AsTask());
            throw;
        }

        _channel = new OutputChannel(_iopub, _codec);
        _pump = new OutputPump(options.Time);
        _comms = new CommManager(_channel, _pump);
        _input.Connect(_stdin, _pump);
        _engine = Task.Run(options.Engine);
        var services = new OutputServices(_channel, _pump, _comms, _input);

        // Front ends for controls give themselves away when they connect, before any cell has run.
        WidgetFrontEnds.Attach(new CellOutput(new CellContext(MessageCodec.EmptyObject, [], 0, IsSilent: false, AllowsInput: false), services));
        _router = new RequestRouter(
            _engine, services, new InputHistory(options.History), options, restart => _ended.TrySetResult(restart));
    }

    /// <summary>Completes when a front end has asked for the end; true when it will start a new kernel.</summary>
    public Task<bool> Ended => _ended.Task;

    /// <summary>The ports: shell, control, stdin, iopub, heartbeat.</summary>
    public (int Shell, int Control, int Stdin, int IoPub, int Heartbeat) Ports => (_shell.Port, _control.Port, _stdin.Port, _iopub.Port, _heartbeat.Port);

    /// <summary>The output of the cell that runs or was run last; null before the first.</summary>
    public ICellOutput? LatestOutput => _router.Latest;

    /// <summary>Begins to serve.</summary>
    public void Start()
    {
        foreach (ZmtpSocket socket in (ZmtpSocket[])[_iopub, _heartbeat, _stdin, _control, _shell])
        {
            socket.Start();
        }

        _channel.Status("starting", MessageCodec.EmptyObject);
        _running.Add(_pump.RunAsync(_stop.Token));
        _running.AddRange(_router.Run(_stop.Token));
    }

    /// <summary>Publishes what cells have put out so far.</summary>
    public void Flush() => _pump.Flush();

    /// <summary>Closes all comms, sends what waits, interrupts the running cell, and closes the sockets. Takes at most about two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        _comms.CloseAll();
        await Task.WhenAll(((ZmtpSocket[])[_shell, _control, _stdin, _iopub, _heartbeat]).Select(socket => socket.DisposeAsync().AsTask())).ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await EndEngineAsync().WaitAsync(EngineEnd, _options.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_running).WaitAsync(EngineEnd, _options.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _input.Dispose();
        _codec.Dispose();
    }

    private async Task EndEngineAsync() => await (await _engine.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);

    private ZmtpSocketOptions At(ConnectionInfo connection, int port) =>
        new() { Address = connection.Address, Port = port, Limits = _options.Limits, MinorVersion = _options.ZmtpMinor, Log = _options.Log };

    private void Receive(RouterSocket socket, byte[] sender, byte[][] frames) =>
        Checked(() => _router.Receive(new Request(_codec.Decode(sender, frames), socket, _codec, _channel)));

    private void ReceiveInput(byte[] sender, byte[][] frames) => Checked(() => _input.Receive(_codec.Decode(sender, frames)));

    private void Checked(Action receive)
    {
        try
        {
            receive();
        }
        catch (ProtocolException refusal)
        {
            // Junk, unsigned and replayed messages are left out; the connection may carry good ones, too.
            _options.Log($"{refusal.ErrorId}: {refusal.Message} It was left out.");
        }
    }
}
