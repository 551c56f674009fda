using System.Buffers.Binary;
using System.Net.Sockets;
using LabSdk.Fleet;
using LabSdk.Fleet.Wire;

namespace LabSdk.Simulation.Fleet;

/// <summary>One connection of a device to the simulated gateway.</summary>
internal sealed class GatewayConnection(Socket socket, GatewayWork work) : IDisposable
{
    private const int ReadSize = 1024;

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly FrameWriter _writer = new();
    private readonly List<byte> _frame = [];
    private bool _isConnected;

    /// <summary>Ends the connection from outside: what was written still arrives, then the end.</summary>
    public void Shut()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The device was faster.
        }
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Works until the device or the gateway ends the connection.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[ReadSize];
        try
        {
            while (await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                // As in the real gateway, one of few threads is held until everything in this piece is answered.
                await work.Threads.WaitAsync(cancellationToken).ConfigureAwait(false);
                try
                {
                    if (!await TakeAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false))
                    {
                        return;
                    }
                }
                finally
                {
                    work.Threads.Release();
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Gone.
        }
    }

    /// <summary>Sends a command, asked or not.</summary>
    public Task<bool> SendCommandAsync(FleetDevice device, ReadOnlyMemory<byte> command, CancellationToken cancellationToken) =>
        SendAsync(new Answer(device, null, command), cancellationToken);

    // A piece may end anywhere but inside a length: the real gateway does not put halves of a length together.
    private async Task<bool> TakeAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        while (!piece.IsEmpty)
        {
            if (_frame.Count == 0 && piece.Length < FrameWriter.HeaderSize)
            {
                return false;
            }

            var missing = Missing(piece.Span);
            var taken = (int)Math.Min(missing, piece.Length);
            _frame.AddRange(piece.Span[..taken]);
            piece = piece[taken..];
            if (taken < missing)
            {
                continue;
            }

            byte[] message = [.. _frame.Skip(FrameWriter.HeaderSize)];
            _frame.Clear();
            if (!await HandleAsync(message, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private long Missing(ReadOnlySpan<byte> piece)
    {
        if (_frame.Count == 0)
        {
            return FrameWriter.HeaderSize + (long)BinaryPrimitives.ReadUInt32LittleEndian(piece);
        }

        return FrameWriter.HeaderSize + (long)BinaryPrimitives.ReadUInt32LittleEndian([_frame[0], _frame[1], _frame[2], _frame[3]]) - _frame.Count;
    }

    /// <returns>False when the connection is to be closed.</returns>
    private async Task<bool> HandleAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        if (!ClientMessage.TryRead(bytes, out var message) || message.IsConnect == _isConnected)
        {
            return false;
        }

        if (message.IsConnect)
        {
            // A connect without a device is one of module 0, and is answered with an empty device.
            var device = message.Device ?? new FleetDevice(0, 0, "");
            var (answer, isRegistered) = work.Handler.Connect(device, this);
            _isConnected = isRegistered;
            return await SendAsync(new Answer(device, answer, default), cancellationToken).ConfigureAwait(false) && isRegistered;
        }

        if (work.Handler.Status(message.Device ?? new FleetDevice(0, 0, ""), message.Status) is { } reply)
        {
            var isSent = await reply.Connection.SendAsync(new Answer(message.Device!, null, reply.Command), cancellationToken).ConfigureAwait(false);
            if (reply.Connection == this)
            {
                return isSent;
            }
        }

        // Nobody answers this connection: the gateway waits, holding its thread, and closes without a word.
        await Task.Delay(work.Options.HandlerTimeout, work.Options.Time, cancellationToken).ConfigureAwait(false);
        return false;
    }

    private async Task<bool> SendAsync(Answer answer, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work.Faults.Next(answer).SendAsync(socket, answer.Write(_writer).ToArray(), answer, work.Options.Time, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }
}
