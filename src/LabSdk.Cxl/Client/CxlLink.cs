using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace LabSdk.Cxl;

/// <summary>
/// What an endpoint and its views through tunnels share: transport, queues, time limit, fabric manager switch. Commands of
/// one queue go one after the other; over MCTP, component and fabric manager commands have a queue each.
/// </summary>
internal sealed class CxlLink : IAsyncDisposable
{
    private readonly SemaphoreSlim _component = new(1, 1);
    private readonly SemaphoreSlim _fabric;
    private readonly Func<CxlMessageType, IMctpChannel>? _openChannel;
    private readonly ConcurrentDictionary<(Tunnel, ushort), SemaphoreSlim> _sequences = new();
    private long _timeoutTicks;
    private int _isClosed;

    /// <summary>Creates a link; it owns the transport.</summary>
    /// <param name="transport">The way to the component.</param>
    /// <param name="options">How endpoints work.</param>
    /// <param name="openChannel">Opens the channel of fabric manager commands over MCTP; null where the transport needs none.</param>
    public CxlLink(ICxlTransport transport, CxlOptions options, Func<CxlMessageType, IMctpChannel>? openChannel = null)
    {
        _openChannel = openChannel;
        Transport = transport;
        Options = options;
        _fabric = transport.IsMessageBased ? new SemaphoreSlim(1, 1) : _component;
        Permissions = options.Permissions;
        _timeoutTicks = (transport.IsMessageBased ? options.Timeout : CxlOptions.MailboxTimeout).Ticks;
    }

    public ICxlTransport Transport { get; }

    public CxlOptions Options { get; }

    public bool IsClosed => Volatile.Read(ref _isClosed) != 0;

    /// <summary>Whether fabric manager commands, and tunnels over MCTP, are let through.</summary>
    public bool IsFmApiEnabled { get; set; }

    /// <summary>True when the user turned fabric manager commands off.</summary>
    public bool IsFmApiRefused { get; set; }

    /// <summary>What the component said it is.</summary>
    public Identify? Identity { get; set; }

    /// <summary>Why the last probe failed.</summary>
    public LabException? ProbeError { get; set; }

    /// <summary>Message sizes that are known, by the way to the component.</summary>
    public ConcurrentDictionary<Tunnel, CxlLimits> Limits { get; } = new();

    /// <summary>Capability maps that were read, by the way to the component.</summary>
    public ConcurrentDictionary<Tunnel, CxlCapabilities> Capabilities { get; } = new();

    /// <summary>Ways to components whose poison list was read to the middle only.</summary>
    public ConcurrentDictionary<Tunnel, bool> OpenPoisonReads { get; } = new();

    public CxlPermissions Permissions { get; set; }

    /// <summary>The serial number that is known without asking the component; null for none.</summary>
    public ulong? KnownSerialNumber { get; init; }

    public TimeSpan Timeout
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _timeoutTicks));
        set => Interlocked.Exchange(ref _timeoutTicks, value.Ticks);
    }

    /// <summary>Opens the way of fabric manager commands, once, and lets them through.</summary>
    public void EnableFmApi()
    {
        if (Transport is MctpTransport { HasFabricManager: false } mctp && _openChannel is not null)
        {
            mctp.AttachFabricManager(_openChannel(CxlMessageType.FabricManager));
        }

        IsFmApiEnabled = true;
    }

    /// <summary>Sends a command directly or through a tunnel. A failing code is an answer.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TunnelReply> ExchangeAsync(Tunnel tunnel, ushort opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var isFabric = tunnel.Layers > 0 || CxlOpcodes.IsFabricManager(opcode) || opcode == CxlOpcodes.Tunnel;
        var type = isFabric ? CxlMessageType.FabricManager : CxlMessageType.Component;
        var queue = isFabric ? _fabric : _component;
        await queue.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(IsClosed, typeof(CxlEndpoint));
            return Options.Tap?.IsOn == true
                ? await CxlTape.RecordAsync(Options.Tap, tunnel, opcode, payload, SendAsync(type, tunnel, opcode, payload, cancellationToken)).ConfigureAwait(false)
                : await SendAsync(type, tunnel, opcode, payload, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            queue.Release();
        }
    }

    /// <summary>Keeps others out of a sequence of commands in which the component keeps a position, until it is disposed.</summary>
    /// <param name="tunnel">The way to the component.</param>
    /// <param name="first">The command that the sequence is made of.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<IDisposable> EnterAsync(Tunnel tunnel, CxlCommand first, CancellationToken cancellationToken)
    {
        var turn = _sequences.GetOrAdd((tunnel, first.Opcode), static _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(turn);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            await Transport.DisposeAsync().ConfigureAwait(false);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TunnelReply> SendAsync(CxlMessageType type, Tunnel tunnel, ushort opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        Transport is ReplayCxlTransport tape ? await tape.AnswerAsync(tunnel, opcode, payload, cancellationToken).ConfigureAwait(false)
        : tunnel.Layers > 0 ? await TunnelAsync(tunnel, opcode, payload, cancellationToken).ConfigureAwait(false)
        : new TunnelReply(await Transport.ExchangeAsync(type, opcode, payload, Timeout, cancellationToken).ConfigureAwait(false), 0, IsTunnelRefused: false);

    private async ValueTask<TunnelReply> TunnelAsync(Tunnel tunnel, ushort opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var size = payload.Length + TunnelMessage.Overhead(tunnel, Options.TunnelIncludesMessageType);
        var limit = Math.Min(Transport.MaximumRequestPayload, ushort.MaxValue);
        if (size > limit)
        {
            throw CxlRequestException.TooLarge(Transport.Name, opcode, size, limit);
        }

        var message = TunnelMessage.Pack(tunnel, opcode, payload.Span, Transport as ITagSource, Options.TunnelIncludesMessageType);
        try
        {
            var reply = await Transport.ExchangeAsync(CxlMessageType.FabricManager, CxlOpcodes.Tunnel, message.Payload, Timeout, cancellationToken).ConfigureAwait(false);
            return message.Unpack(reply);
        }
        finally
        {
            // Payloads may hold passphrases.
            Array.Clear(message.Payload);
        }
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
