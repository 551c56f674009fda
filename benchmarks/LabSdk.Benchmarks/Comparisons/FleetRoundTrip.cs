using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LabSdk.Benchmarks.Harness;
using LabSdk.Fleet;

namespace LabSdk.Benchmarks.Comparisons;

/// <summary>From a status to its command, beside a Python client on plain sockets; the server is the same for both.</summary>
internal sealed class FleetRoundTrip : IComparison
{
    // The median of short rounds; the fastest of them is told, too: other work on the machine only adds.
    private const int Statuses = 1_000, WarmUp = 2_000, Rounds = 15;
    private const double MostMicroseconds = 35;

    public string Name => "fleet status to command";

    public async Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        new Thread(() => Serve(listener)) { IsBackground = true }.Start();
        using var blocking = new ExampleInternalClient("127.0.0.1", port, "button1", 0, "left_button");
        await using var async = await FleetClient.ConnectAsync("127.0.0.1", port, new FleetDevice(FleetModule.Example, 0, "left_button", "button1"), cancellationToken: cancellationToken);
        var (sync, awaited, python) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            sync.Add(Median(() => blocking.SendStatus(ExampleStatus.Pressed, TimeSpan.FromSeconds(10))));
            awaited.Add(await MedianAsync(() => async.SendStatusAsync(ExampleStatus.Pressed, cancellationToken: cancellationToken)));
            python.Add((await peers.RunAsync("fleet_client.py", $"{port}", $"{Statuses}", $"{WarmUp}")).GetProperty("median").GetDouble());
        }

        var (ours, async_, peer) = (Measure.Median(sync.ToArray()), Measure.Median(awaited.ToArray()), Measure.Median(python.ToArray()));
        var note = $"median of {Rounds} rounds, each the median of {Statuses} statuses; the fastest rounds {sync.Min():0.0}, {awaited.Min():0.0} and {python.Min():0.0} us; budget from the round trip of the reference client, 81 to 144 us";
        return
        [
            new("fleet: status to command, blocking client", $"{ours:0.0} us", $"{peer:0.0} us (Python sockets)", ours / peer, $"<= {MostMicroseconds} us", ours <= MostMicroseconds, note),
            new("fleet: status to command, async client", $"{async_:0.0} us", $"{peer:0.0} us (Python sockets)", async_ / peer, "none", true, note),
        ];
    }

    private static double Median(Action send)
    {
        var times = new double[Statuses];
        for (var i = -WarmUp; i < Statuses; i++)
        {
            var start = Stopwatch.GetTimestamp();
            send();
            if (i >= 0)
            {
                times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }

        return Measure.Median(times);
    }

    private static async Task<double> MedianAsync(Func<Task> send)
    {
        var times = new double[Statuses];
        for (var i = -WarmUp; i < Statuses; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await send();
            if (i >= 0)
            {
                times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }

        return Measure.Median(times);
    }

    // The fastest gateway there can be: a thread for each connection and an answer made before, so that the client is what is measured.
    private static void Serve(Socket listener)
    {
        try
        {
            while (true)
            {
                var connection = listener.Accept();
                connection.NoDelay = true;
                new Thread(() => Answer(connection)) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
            // The benchmark has ended.
        }
    }

    private static void Answer(Socket connection)
    {
        var device = Convert.FromHexString("08e8071a0b6c6566745f627574746f6e2207627574746f6e31");
        byte[] connected = [29, 0, 0, 0, 0x0A, 27, 0x12, 25, .. device];
        byte[] command = [48, 0, 0, 0, 0x12, 46, 0x0A, 25, .. device, 0x12, 17, .. "{\"lit_up\": false}"u8];
        var buffer = new byte[4096];
        var answer = connected;
        using (connection)
        {
            while (Receive(connection, buffer) is > 0 and var count)
            {
                if (count != 4 + BinaryPrimitives.ReadInt32LittleEndian(buffer))
                {
                    throw new InvalidDataException("A frame that is not one write.");
                }

                connection.Send(answer);
                answer = command;
            }
        }
    }

    private static int Receive(Socket connection, byte[] buffer)
    {
        var count = connection.Receive(buffer, 0, buffer.Length, SocketFlags.None, out var error);
        return error == SocketError.Success ? count : 0;
    }
}
