using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using LabSdk.Kernel.Zmtp.Codec;

namespace LabSdk.Kernel.Zmtp.Sockets;

/// <summary>One peer of a socket: handshake, one loop that reads, one that writes.</summary>
internal sealed class ZmtpConnection(Stream stream, ZmtpSocket owner)
{
    private const int ReadSize = 64 << 10;
    private readonly PipeReader _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: ReadSize, leaveOpen: true));
    private readonly SendQueue _queue = new(owner.Limits);
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The identity from READY; empty when the peer gave none.</summary>
    public byte[] Identity { get; private set; } = [];

    /// <summary>What the peer has subscribed to, on a publisher.</summary>
    public Subscriptions Subscriptions { get; } = new(owner.Limits.Subscriptions);

    /// <summary>Puts a message into the queue of this peer. Never blocks; a peer that lets too much pile up is closed.</summary>
    public void Send(OutgoingMessage message)
    {
        if (!_queue.TryAdd(message))
        {
            Close();
        }
    }

    /// <summary>Ends the connection at once; what waits is lost.</summary>
    public void Close() => _closed.Cancel();

    /// <summary>Sends what waits and ends the connection.</summary>
    /// <param name="cancellationToken">Ends waiting for a peer that does not read.</param>
    public async Task FlushAndCloseAsync(CancellationToken cancellationToken)
    {
        _queue.Complete();
        await _written.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Close();
    }

    /// <summary>Lives as long as the peer. Never throws because of the peer.</summary>
    public async Task RunAsync()
    {
        var token = _closed.Token;
        var joined = false;
        Task writing = Task.CompletedTask;
        try
        {
            await ShakeHandsAsync(token).ConfigureAwait(false);
            joined = owner.Join(this);
            if (joined)
            {
                writing = new FrameWriter(stream).WriteAllAsync(_queue, token);
                _ = writing.ContinueWith(_ => _written.TrySetResult(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                await ReadAllAsync(token).ConfigureAwait(false);
            }
        }
        catch (ProtocolException refusal)
        {
            owner.Log($"{owner.Name}: {refusal.Message} The connection is closed.");
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
        finally
        {
            if (joined)
            {
                owner.Leave(this);
            }

            _closed.Cancel();
            _written.TrySetResult();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await stream.DisposeAsync().ConfigureAwait(false);
            await _reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    private async Task ShakeHandsAsync(CancellationToken closed)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(closed);
        limit.CancelAfter(owner.Limits.Handshake);
        var hello = new byte[Greeting.Length];
        Greeting.Write(hello, owner.MinorVersion);
        await stream.WriteAsync(hello, limit.Token).ConfigureAwait(false);
        await ReadGreetingAsync(limit.Token).ConfigureAwait(false);
        await WriteCommandAsync(Command.Ready(owner.SocketType), limit.Token).ConfigureAwait(false);
        var (flags, body) = await ReadFrameAsync(limit.Token).ConfigureAwait(false);
        var command = flags.HasFlag(FrameFlags.Command) ? Command.Parse(body) : default;
        if (command.Name != "READY")
        {
            throw new ProtocolException(KernelErrorIds.Transport, "A peer sent no READY command after its greeting.");
        }

        var properties = command.Properties();
        var type = properties.TryGetValue("Socket-Type", out var given) ? System.Text.Encoding.Latin1.GetString(given.Span) : "";
        if (!owner.Accepts(type))
        {
            await WriteCommandAsync(Command.Error("Invalid socket combination"), limit.Token).ConfigureAwait(false);
            throw new ProtocolException(KernelErrorIds.Transport, $"A peer of another socket type cannot talk to a {owner.SocketType}.");
        }

        Identity = properties.TryGetValue("Identity", out var identity) ? identity.ToArray() : [];
        if (Identity.Length > byte.MaxValue)
        {
            throw new ProtocolException(KernelErrorIds.Transport, "A peer gives an identity of more than 255 bytes.");
        }
    }

    private async Task ReadGreetingAsync(CancellationToken cancellationToken)
    {
        var arrived = await _reader.ReadAtLeastAsync(1, cancellationToken).ConfigureAwait(false);
        if (arrived.Buffer.IsEmpty)
        {
            throw new EndOfStreamException();
        }

        // Something else than ZMTP, such as a browser, is refused by its first byte instead of by the time limit.
        if (arrived.Buffer.FirstSpan[0] != 0xFF)
        {
            throw new ProtocolException(KernelErrorIds.Transport, "A peer does not speak ZMTP: its greeting has no signature.");
        }

        _reader.AdvanceTo(arrived.Buffer.Start);
        arrived = await _reader.ReadAtLeastAsync(Greeting.Length, cancellationToken).ConfigureAwait(false);
        if (arrived.Buffer.Length < Greeting.Length)
        {
            throw new EndOfStreamException();
        }

        var greeting = arrived.Buffer.Slice(0, Greeting.Length);
        Greeting.Check(greeting.ToArray());
        _reader.AdvanceTo(greeting.End);
    }

    private async Task<(FrameFlags Flags, byte[] Body)> ReadFrameAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var arrived = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = arrived.Buffer;
            if (FrameCodec.TryRead(ref buffer, owner.Limits.CommandBytes, owner.Limits.CommandBytes, out var flags, out var body))
            {
                var copy = body.ToArray();
                _reader.AdvanceTo(buffer.Start);
                return (flags, copy);
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
            if (arrived.IsCompleted)
            {
                throw new EndOfStreamException();
            }
        }
    }

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        var assembly = new MessageAssembly(owner.Limits);
        while (true)
        {
            var arrived = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = arrived.Buffer;
            while (FrameCodec.TryRead(ref buffer, assembly.BytesLeft, owner.Limits.CommandBytes, out var flags, out var body))
            {
                if (flags.HasFlag(FrameFlags.Command))
                {
                    Obey(Command.Parse(body.ToArray()));
                }
                else if (assembly.Add(body, flags.HasFlag(FrameFlags.More)) is { } message)
                {
                    owner.Receive(this, message);
                }
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
            if (arrived.IsCompleted)
            {
                return;
            }
        }
    }

    private void Obey(Command command)
    {
        switch (command.Name)
        {
            case "PING":
                Send(new OutgoingMessage(command.Pong()) { IsCommand = true });
                break;
            case "SUBSCRIBE":
                Subscriptions.Add(command.Data);
                break;
            case "CANCEL":
                Subscriptions.Remove(command.Data);
                break;
        }
    }

    private async Task WriteCommandAsync(byte[] body, CancellationToken cancellationToken)
    {
        var frame = new byte[FrameCodec.LongestHeader + body.Length];
        var length = FrameCodec.WriteHeader(frame, FrameFlags.Command, body.Length);
        body.CopyTo(frame, length);
        await stream.WriteAsync(frame.AsMemory(0, length + body.Length), cancellationToken).ConfigureAwait(false);
    }
}
