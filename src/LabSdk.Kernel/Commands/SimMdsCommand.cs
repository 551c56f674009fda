using System.CommandLine;
using System.Globalization;
using LabSdk.Mds;
using LabSdk.Simulation;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk sim mds</c>: a simulated diagnostic device, as console lines, on a TCP port, or as a HID device of this computer.</summary>
internal static class SimMdsCommand
{
    private static readonly Option<string> Framing = new Option<string>("--framing")
    {
        Description = "How stream packets carry chunks: length (firmware since December 2025) or bare (before).",
        DefaultValueFactory = _ => "length",
        HelpName = "length|bare",
    }.AcceptOnlyFromAmong("length", "bare");

    private static readonly Option<string> Serial = new("--serial")
    {
        Description = "Identifier of the device.", DefaultValueFactory = _ => "mds-hid-dev-001", HelpName = "text",
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Seed of the values in heartbeats: equal seeds give equal values.", DefaultValueFactory = _ => 1, HelpName = "number",
    };

    private static readonly Option<double> Heartbeat = new("--heartbeat")
    {
        Description = "Seconds between two heartbeats.",
        DefaultValueFactory = _ => 1,
        HelpName = "seconds",
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<double>() is not (> 0 and <= 86_400))
                {
                    result.AddError("--heartbeat must be more than 0 and at most 86400 seconds.");
                }
            },
        },
    };

    private static readonly Option<int> Count = new("--count")
    {
        Description = "Ends after so many chunk lines; 0 goes on until Ctrl+C.", DefaultValueFactory = _ => 0, HelpName = "number",
    };

    private static readonly Option<int?> Port = new("--port")
    {
        Description = "Serves the lines to everybody who connects to this TCP port of this computer, instead of printing them; 0 picks a free one.",
        HelpName = "number",
    };

    private static readonly Option<bool> Uhid = new("--uhid")
    {
        Description = "Makes a real HID device through /dev/uhid (Linux, usually as root), so that any program can open it.",
    };

    public static Command Create()
    {
        var command = new Command("mds", """
            Runs a simulated diagnostic device (Memfault Diagnostic Service).

            Prints its chunks as devices print them on a console, one line "MC:...:" each; or serves these lines on a TCP port; or
            puts the device behind a HID device of this computer. Stop it with Ctrl+C.

            Examples:
              labsdk sim mds --count 10
              labsdk sim mds --port 0 --heartbeat 0.2
              sudo labsdk sim mds --uhid
            """)
        {
            Framing, Serial, Seed, Heartbeat, Count, Port, Uhid,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Count) < 0)
            {
                result.AddError("--count must not be negative.");
            }

            if (result.GetValue(Uhid) && (result.GetValue(Port) is not null || result.GetValue(Count) > 0))
            {
                result.AddError("--uhid goes alone: --port and --count are about lines.");
            }
        });
        command.SetAction((parsed, interrupted) => RunAsync(parsed, interrupted));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            var device = new SimulatedMdsDevice(new SimulatedMdsOptions
            {
                Framing = parsed.GetValue(Framing) == "bare" ? StreamFraming.Bare : StreamFraming.Length,
                Serial = parsed.GetValue(Serial)!,
                Seed = parsed.GetValue(Seed),
                HeartbeatInterval = TimeSpan.FromSeconds(parsed.GetValue(Heartbeat)),
            });
            await using (device.ConfigureAwait(false))
            {
                if (parsed.GetValue(Uhid))
                {
                    await RunHidAsync(device, output, interrupted).ConfigureAwait(false);
                }
                else
                {
                    await RunLinesAsync(device, parsed.GetValue(Port), parsed.GetValue(Count), output, interrupted).ConfigureAwait(false);
                }
            }

            return 0;
        }
        catch (LabException failure)
        {
            await error.WriteLineAsync($"error {failure.ErrorId}: {failure.Message}").ConfigureAwait(false);
            return 1;
        }
        catch (System.Net.Sockets.SocketException failure)
        {
            await error.WriteLineAsync($"error: the port cannot be used: {failure.Message}").ConfigureAwait(false);
            return 1;
        }
    }

    private static async Task RunHidAsync(SimulatedMdsDevice device, TextWriter output, CancellationToken interrupted)
    {
        var options = device.Options;
        using var hid = SimulatedUhidDevice.Create(device);
        var node = await hid.WaitForNodeAsync(interrupted).ConfigureAwait(false);
        var address = string.Create(CultureInfo.InvariantCulture, $"mds://hid/{options.VendorId:x4}:{options.ProductId:x4}/{options.Serial}");
        await output.WriteLineAsync(address).ConfigureAwait(false);
        await output.WriteLineAsync($"SIMULATED diagnostic device behind {node}. Connect with  using var lab = Lab.Connect(\"{address}\");  Stop with Ctrl+C.").ConfigureAwait(false);
        await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        await Task.Delay(Timeout.Infinite, interrupted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await output.WriteLineAsync("Stopped.").ConfigureAwait(false);
    }

    private static async Task RunLinesAsync(SimulatedMdsDevice device, int? port, int count, TextWriter output, CancellationToken interrupted)
    {
        var client = await MdsClient.ConnectAsync(_ => new ValueTask<IMdsBackend>(device.Open()), cancellationToken: interrupted).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            if (port is not { } number)
            {
                await PumpAsync(client, output, count, interrupted).ConfigureAwait(false);
                return;
            }

            var server = new ChunkLineServer(client, number);
            await using (server.ConfigureAwait(false))
            {
                await output.WriteLineAsync($"127.0.0.1:{server.Port.ToString(CultureInfo.InvariantCulture)}").ConfigureAwait(false);
                await output.WriteLineAsync("SIMULATED diagnostic device: each connection gets its chunk lines. Stop with Ctrl+C.").ConfigureAwait(false);
                await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                await PumpAsync(client, TextWriter.Null, count, interrupted).ConfigureAwait(false);
            }
        }
    }

    private static async Task PumpAsync(MdsClient client, TextWriter output, int count, CancellationToken interrupted)
    {
        try
        {
            var written = 0;
            var lines = client.ChunksAsync(null, interrupted).GetAsyncEnumerator(CancellationToken.None);
            await using (lines.ConfigureAwait(false))
            {
                // Listens first: no chunk falls between turning on and reading.
                var first = lines.MoveNextAsync().AsTask();
                await client.EnableStreamingAsync(interrupted).ConfigureAwait(false);
                for (var isThere = await first.ConfigureAwait(false); isThere; isThere = await lines.MoveNextAsync().ConfigureAwait(false))
                {
                    await output.WriteLineAsync(ConsoleChunks.ToLine(lines.Current.Data.Span)).ConfigureAwait(false);
                    await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                    if (++written == count)
                    {
                        return;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            // Ctrl+C.
        }
    }
}
