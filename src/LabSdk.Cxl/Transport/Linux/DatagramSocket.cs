using System.Runtime.InteropServices;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace LabSdk.Cxl.Linux;

/// <summary>
/// A datagram socket of a family that .NET does not know. A thread of its own waits for messages, in a poll that closing ends,
/// and puts them where readers wait without a thread.
/// </summary>
internal sealed class DatagramSocket : IAsyncDisposable
{
    public const int LongestMessage = 0x10000;

    private const int MostWaiting = 256, LongestAddress = 128;

    private readonly Channel<Datagram> _messages;
    private readonly SafeFileHandle _socket;
    private readonly SafeFileHandle _wake;
    private readonly string _name;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isStarted;
    private volatile bool _isClosed;
    private long _overflow;

    /// <summary>Takes an open socket.</summary>
    /// <param name="descriptor">Owned from now on.</param>
    /// <param name="name">For messages.</param>
    public DatagramSocket(int descriptor, string name)
    {
        _name = name;
        _socket = new SafeFileHandle(descriptor, ownsHandle: true);
        _wake = new SafeFileHandle(LinuxCalls.NewEvent(), ownsHandle: true);
        if (_wake.IsInvalid)
        {
            var errno = Marshal.GetLastPInvokeError();
            _socket.Dispose();
            throw new CxlIoException(errno, $"{name} cannot be opened: {LinuxErrno.Describe(errno)}.") { Endpoint = name };
        }

        _messages = Channel.CreateBounded<Datagram>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleWriter = true },
            _ => Interlocked.Increment(ref _overflow));
    }

    /// <summary>Messages that nobody read in time.</summary>
    public long Overflow => Interlocked.Read(ref _overflow);

    /// <summary>Binds the socket to an address, to receive what nobody was asked for.</summary>
    /// <returns>0, or the errno.</returns>
    public unsafe int Bind(ReadOnlySpan<byte> address)
    {
        fixed (byte* start = address)
        {
            return LinuxCalls.Bind(_socket, start, (uint)address.Length) < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
    }

    /// <summary>Asks the socket for something of its family.</summary>
    /// <returns>0, or the errno.</returns>
    public unsafe int Control(nuint request, Span<byte> argument)
    {
        fixed (byte* start = argument)
        {
            return LinuxCalls.Control((int)_socket.DangerousGetHandle(), request, start) < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
    }

    /// <summary>Sends one message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="address">Where to; empty for a connected socket.</param>
    /// <exception cref="CxlIoException">It could not be sent.</exception>
    public unsafe void Send(ReadOnlySpan<byte> message, ReadOnlySpan<byte> address)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        fixed (byte* data = message)
        fixed (byte* to = address)
        {
            if (LinuxCalls.SendTo(_socket, data, (nuint)message.Length, 0, to, (uint)address.Length) < 0)
            {
                throw SendFailed(Marshal.GetLastPInvokeError());
            }
        }
    }

    /// <summary>Waits for the next message.</summary>
    /// <exception cref="CxlIoException">The socket failed.</exception>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public async ValueTask<Datagram> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            new Thread(Run) { IsBackground = true, Name = $"cxl {_name}" }.Start();
        }

        try
        {
            return await _messages.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException error)
        {
            throw error.InnerException is CxlIoException failed ? failed : new ObjectDisposedException(_name, $"{_name} is closed.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            Finish(null);
            return;
        }

        Wake();
        await _ended.Task.ConfigureAwait(false);
    }

    private unsafe void Wake()
    {
        try
        {
            var one = 1UL;
            _ = LinuxCalls.Write(_wake, (byte*)&one, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
            // The thread has ended already.
        }
    }

    private unsafe void Run()
    {
        var buffer = new byte[LongestMessage];
        var sender = stackalloc byte[LongestAddress];
        var items = stackalloc LinuxCalls.PollItem[2];
        CxlIoException? error = null;
        while (!_isClosed && error is null)
        {
            items[0] = new LinuxCalls.PollItem { Descriptor = (int)_socket.DangerousGetHandle(), Wanted = LinuxCalls.PollIn };
            items[1] = new LinuxCalls.PollItem { Descriptor = (int)_wake.DangerousGetHandle(), Wanted = LinuxCalls.PollIn };
            if (LinuxCalls.Poll(items, 2, -1) < 0)
            {
                error = Failed(Marshal.GetLastPInvokeError());
            }
            else if (!_isClosed && items[0].Seen != 0)
            {
                error = Read(buffer, sender, items[0].Seen);
            }
        }

        Finish(error);
    }

    private unsafe CxlIoException? Read(byte[] buffer, byte* sender, short seen)
    {
        uint senderSize = LongestAddress;
        nint count;
        fixed (byte* data = buffer)
        {
            count = LinuxCalls.ReceiveFrom(_socket, data, (nuint)buffer.Length, LinuxCalls.MessageTruncate | LinuxCalls.MessageDoNotWait, sender, &senderSize);
        }

        // What hangs up without a message would wake the poll for ever.
        var isGone = (seen & LinuxCalls.PollIn) == 0 && (seen & (LinuxCalls.PollHangUp | LinuxCalls.PollInvalid)) != 0;
        if (count < 0 && !isGone)
        {
            return Failed(Marshal.GetLastPInvokeError());
        }

        if (count <= 0 && isGone)
        {
            return new CxlIoException(LinuxErrno.ENetDown, $"{_name} failed: the other side is gone.") { Endpoint = _name };
        }

        _messages.Writer.TryWrite(new Datagram(
            new ReadOnlySpan<byte>(sender, (int)Math.Min(senderSize, LongestAddress)).ToArray(), buffer.AsSpan(0, (int)Math.Min(count, buffer.Length)).ToArray(), (int)count));
        return null;
    }

    private CxlIoException? Failed(int errno) => errno is LinuxErrno.EIntr or LinuxErrno.EAgain ? null
        : new CxlIoException(errno, $"{_name} failed while waiting for messages: {LinuxErrno.Describe(errno)}.") { Endpoint = _name };

    private CxlIoException SendFailed(int errno) => new(errno, $"CXLMI command failed: nothing could be sent to {_name}: {LinuxErrno.Describe(errno)}.", errno switch
    {
        LinuxErrno.EHostUnreach or LinuxErrno.ENetUnreach => "There is no MCTP route to this endpoint id: look at 'mctp route' and 'mctp neigh'.",
        LinuxErrno.EAgain or LinuxErrno.EBusy => "All MCTP tags to this endpoint are in use: try again.",
        LinuxErrno.EAcces or LinuxErrno.EPerm => "Older kernels want CAP_NET_RAW for this: run as root, or use setcap.",
        LinuxErrno.EMsgSize => "The message is longer than the route takes.",
        LinuxErrno.ENoDev or LinuxErrno.ENetDown => "The MCTP interface is down or gone: look at 'mctp link'.",
        _ => null,
    }, errno is LinuxErrno.EAcces or LinuxErrno.EPerm ? CxlErrorIds.AccessDenied : null) { Endpoint = _name };

    private void Finish(CxlIoException? error)
    {
        _isClosed = true;
        _messages.Writer.TryComplete(error);
        _socket.Dispose();
        _wake.Dispose();
        _ended.SetResult();
    }
}
