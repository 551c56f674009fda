using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using LabSdk.Cxl.Linux;

namespace LabSdk.Cxl.Bus;

/// <summary>A connection to a D-Bus bus: method calls of one string or no argument, and signals.</summary>
internal sealed class BusConnection : IAsyncDisposable
{
    private const string BusName = "org.freedesktop.DBus", BusPath = "/org/freedesktop/DBus";
    private const int LongestLine = 1024, Step = 1 << 16, MostSignals = 4096;

    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(25);

    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentDictionary<uint, TaskCompletionSource<BusMessage>> _calls = new();
    private readonly Channel<BusMessage> _signals = Channel.CreateBounded<BusMessage>(MostSignals);
    private readonly CancellationTokenSource _closing = new();
    private Task _reading = Task.CompletedTask;
    private int _serial;

    private BusConnection(Stream stream, TimeProvider time) => (_stream, _time) = (stream, time);

    /// <summary>The signals that were asked for with <see cref="AddMatchAsync"/>.</summary>
    public ChannelReader<BusMessage> Signals => _signals.Reader;

    /// <summary>Connects, proves who we are by the socket (SASL EXTERNAL), and says hello.</summary>
    /// <exception cref="CxlIoException">The bus cannot be reached, or does not want us.</exception>
    public static async Task<BusConnection> ConnectAsync(EndPoint address, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(CallLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        BusConnection? connection = null;
        try
        {
            await socket.ConnectAsync(address, both.Token).ConfigureAwait(false);
            connection = new BusConnection(new NetworkStream(socket, ownsSocket: true), time);
            await connection.AuthenticateAsync(both.Token).ConfigureAwait(false);
            connection._reading = connection.ReadAsync();
            await connection.CallAsync(BusName, BusPath, BusName, "Hello", null, both.Token).ConfigureAwait(false);
            return connection;
        }
        catch (Exception error)
        {
            socket.Dispose();
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            throw error is LabException ? error : Unreachable(error);
        }
    }

    /// <summary>Asks for signals.</summary>
    public Task AddMatchAsync(string rule, CancellationToken cancellationToken) => CallAsync(BusName, BusPath, BusName, "AddMatch", rule, cancellationToken);

    /// <summary>Calls a method and waits for its answer.</summary>
    /// <returns>The answer, or the error that the called side gave.</returns>
    /// <exception cref="CxlIoException">The connection is lost, or no answer came.</exception>
    public async Task<BusMessage> CallAsync(string destination, string path, string @interface, string member, string? argument, CancellationToken cancellationToken)
    {
        var serial = (uint)Interlocked.Increment(ref _serial);
        var answer = new TaskCompletionSource<BusMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[serial] = answer;
        try
        {
            var call = new BusMessage
            {
                Type = BusMessage.Call, Serial = serial, Destination = destination, Path = path, Interface = @interface, Member = member,
                Signature = argument is null ? "" : "s", Body = argument is null ? default : BusMessage.StringBody(argument),
            };
            await WriteAsync(call.Write(), cancellationToken).ConfigureAwait(false);
            if (_reading.IsCompleted)
            {
                // Nobody is left to deliver an answer; one that came before stays.
                answer.TrySetException(Unreachable(new IOException("the connection was closed")));
            }

            return await answer.Task.WaitAsync(CallLimit, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or SocketException or TimeoutException)
        {
            throw Unreachable(error);
        }
        finally
        {
            _calls.TryRemove(serial, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
    }

    private static CxlIoException Unreachable(Exception error) => new(
        0, $"The D-Bus system bus cannot be used: {(error is TimeoutException or OperationCanceledException ? "no answer in time" : error.Message.TrimEnd('.'))}.",
        "MCTP endpoints are listed by mctpd over D-Bus. Open one by its numbers instead: cxl+mctp://NETWORK/EID.", CxlErrorIds.Bus, error);

    private async Task AuthenticateAsync(CancellationToken cancellationToken)
    {
        var user = Convert.ToHexString(Encoding.ASCII.GetBytes(LinuxCalls.EffectiveUser().ToString(CultureInfo.InvariantCulture))).ToLowerInvariant();
        await WriteAsync(Encoding.ASCII.GetBytes($"\0AUTH EXTERNAL {user}\r\n"), cancellationToken).ConfigureAwait(false);
        var answer = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
        if (!answer.StartsWith("OK ", StringComparison.Ordinal))
        {
            throw new CxlIoException(0, "The D-Bus system bus does not accept this user.", null, CxlErrorIds.Bus);
        }

        await WriteAsync("BEGIN\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        // Byte by byte: what follows the line is in another format.
        var line = new List<byte>();
        var one = new byte[1];
        while (line.Count < LongestLine)
        {
            await _stream.ReadExactlyAsync(one, cancellationToken).ConfigureAwait(false);
            line.Add(one[0]);
            if (line is [.., (byte)'\r', (byte)'\n'])
            {
                return Encoding.ASCII.GetString([.. line[..^2]]);
            }
        }

        throw new CxlProtocolException("The D-Bus system bus answered with an endless line.");
    }

    private async Task WriteAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        Exception end;
        try
        {
            while (true)
            {
                Deliver(BusMessage.Read(await ReadMessageAsync().ConfigureAwait(false)));
            }
        }
        catch (Exception error)
        {
            end = error is CxlProtocolException ? error : Unreachable(error);
        }

        _signals.Writer.TryComplete(_closing.IsCancellationRequested ? null : end);
        foreach (var call in _calls.Values)
        {
            call.TrySetException(end);
        }
    }

    // Room is made as bytes arrive: an announced length costs nothing.
    private async Task<ReadOnlyMemory<byte>> ReadMessageAsync()
    {
        var message = new byte[BusMessage.PrefixSize];
        await _stream.ReadExactlyAsync(message, _closing.Token).ConfigureAwait(false);
        var length = BusMessage.LengthOf(message);
        for (var have = message.Length; have < length;)
        {
            var want = Math.Min(length, have + Step);
            Array.Resize(ref message, want);
            await _stream.ReadExactlyAsync(message.AsMemory(have, want - have), _closing.Token).ConfigureAwait(false);
            have = want;
        }

        return message;
    }

    private void Deliver(BusMessage message)
    {
        if (message.Type == BusMessage.Signal)
        {
            if (!_signals.Writer.TryWrite(message))
            {
                throw new CxlProtocolException("The D-Bus system bus sent more signals than were read.");
            }
        }
        else if (message.ReplyTo is { } serial && _calls.TryRemove(serial, out var call))
        {
            call.TrySetResult(message);
        }
    }
}
