using System.CommandLine;
using System.Globalization;
using System.Net;
using LabSdk.Simulation;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk sim odp</c>: a simulated Kafka broker for telemetry, and a car that laps.</summary>
internal static class SimOdpCommand
{
    private const int MostPartitions = 1000;
    private const int MostLaps = 1_000_000;

    private static readonly Option<int> Port = new("--port")
    {
        Description = "TCP port to listen on; 0 picks a free one.", DefaultValueFactory = _ => 9092, HelpName = "number",
    };

    private static readonly Option<string> Host = new("--host")
    {
        Description = "IP address to listen on. With 0.0.0.0 anybody who reaches this computer can read and write: there is no access control.",
        DefaultValueFactory = _ => "127.0.0.1",
        HelpName = "address",
        Validators =
        {
            result =>
            {
                if (!IPAddress.TryParse(result.GetValueOrDefault<string>(), out _))
                {
                    result.AddError("--host must be an IP address, such as 127.0.0.1 or 0.0.0.0.");
                }
            },
        },
    };

    private static readonly Option<DirectoryInfo?> Folder = new("--folder")
    {
        Description = "Keeps topics and positions in this folder over a restart. Without it everything is in memory.", HelpName = "folder",
    };

    private static readonly Option<int> Partitions = new("--partitions")
    {
        Description = "Partitions of topics that clients make by using them.",
        DefaultValueFactory = _ => 1,
        HelpName = "number",
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<int>() is < 1 or > MostPartitions)
                {
                    result.AddError($"--partitions must be 1 to {MostPartitions}.");
                }
            },
        },
    };

    private static readonly Option<string[]> Topics = new("--topic")
    {
        Description = "Makes a topic at the start; may be given several times.", DefaultValueFactory = _ => [], HelpName = "name[:partitions]",
    };

    private static readonly Option<bool> NoCar = new("--no-car") { Description = "Runs the broker alone." };

    private static readonly Option<int> Laps = new("--laps")
    {
        Description = "Laps of the car, after which its session ends and the broker goes on; 0 for until Ctrl+C.",
        DefaultValueFactory = _ => 0,
        HelpName = "number",
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<int>() is < 0 or > MostLaps)
                {
                    result.AddError($"--laps must be 0 to {MostLaps}.");
                }
            },
        },
    };

    private static readonly Option<double> Speed = new("--speed")
    {
        Description = "Seconds of the car in a second of the clock; a lap takes about 80 s of the car.",
        DefaultValueFactory = _ => 1,
        HelpName = "factor",
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<double>() is not (>= 0.01 and <= 1000))
                {
                    result.AddError("--speed must be 0.01 to 1000.");
                }
            },
        },
    };

    private static readonly Option<int?> Grpc = new("--grpc")
    {
        Description = "Also serves the broker's sessions over gRPC (Stream API) on this port; the platform's is 13579, 0 picks a free one.", HelpName = "number",
    };

    public static Command Create()
    {
        var command = new Command("odp", """
            Runs a simulated Kafka broker for Open Data Protocol telemetry, and a car that laps and writes to it.

            A broker for development and tests: one process, no replicas, no encryption, no access control. Any Kafka client can
            connect. The first line it prints is its address, so that a script can wait for it. Stop it with Ctrl+C.

            Examples:
              labsdk sim odp
              labsdk sim odp --laps 3 --speed 20
              labsdk sim odp --no-car --port 0 --topic Data.Default --topic Essential.Default
              labsdk sim odp --folder ./telemetry
              labsdk sim odp --grpc 13579
            """)
        {
            Port, Host, Folder, Partitions, Topics, NoCar, Laps, Speed, Grpc,
        };
        command.SetAction((parsed, interrupted) => RunAsync(parsed, interrupted));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            var broker = SimulatedBroker.Start(new SimulatedBrokerOptions
            {
                Port = parsed.GetValue(Port),
                Address = IPAddress.Parse(parsed.GetValue(Host)!),
                Folder = parsed.GetValue(Folder)?.FullName,
                DefaultPartitions = parsed.GetValue(Partitions),
            });
            await using (broker.ConfigureAwait(false))
            {
                foreach (var (name, partitions) in parsed.GetValue(Topics)!.Select(Split))
                {
                    broker.CreateTopic(name, partitions);
                }

                await WithStreamApiAsync(parsed, broker, server => parsed.GetValue(NoCar)
                    ? ServeAsync(output, broker, null, server, interrupted)
                    : DriveAsync(output, broker, parsed.GetValue(Laps), parsed.GetValue(Speed), server, interrupted), interrupted).ConfigureAwait(false);
                await output.WriteLineAsync(Closing(broker.Statistics)).ConfigureAwait(false);
            }

            return 0;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return 0;
        }
        catch (LabException failure)
        {
            await error.WriteLineAsync($"error {failure.ErrorId}: {failure.Message}").ConfigureAwait(false);
            return 1;
        }
        catch (Exception failure) when (failure is System.Net.Sockets.SocketException or ArgumentException)
        {
            await error.WriteLineAsync($"error: {failure.Message}").ConfigureAwait(false);
            return 1;
        }
    }

    private static async Task WithStreamApiAsync(ParseResult parsed, SimulatedBroker broker, Func<StreamApiServer?, Task> serve, CancellationToken interrupted)
    {
        if (parsed.GetValue(Grpc) is not { } port)
        {
            await serve(null).ConfigureAwait(false);
            return;
        }

        var server = await StreamApiServer.StartAsync(
            $"odp://{broker.Address}", new StreamApiServerOptions { Port = port, BindAddress = parsed.GetValue(Host)! }, interrupted).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            await serve(server).ConfigureAwait(false);
        }
    }

    private static async Task DriveAsync(TextWriter output, SimulatedBroker broker, int laps, double speed, StreamApiServer? server, CancellationToken interrupted)
    {
        var car = await SimulatedCar.StartAsync($"odp://{broker.Address}", new SimulatedCarOptions { Laps = laps, Speed = speed }, interrupted).ConfigureAwait(false);
        await using (car.ConfigureAwait(false))
        {
            await ServeAsync(output, broker, car, server, interrupted).ConfigureAwait(false);
        }
    }

    private static async Task ServeAsync(TextWriter output, SimulatedBroker broker, SimulatedCar? car, StreamApiServer? server, CancellationToken interrupted)
    {
        await DescribeAsync(output, broker, car, server).ConfigureAwait(false);
        await Task.Delay(Timeout.Infinite, interrupted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static (string Name, int Partitions) Split(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 1 ? (text, 1)
            : parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var partitions) && partitions is >= 1 and <= MostPartitions
                ? (parts[0], partitions)
                : throw new ArgumentException($"--topic {text}: expected name or name:partitions, with 1 to {MostPartitions} partitions.");
    }

    private static async Task DescribeAsync(TextWriter output, SimulatedBroker broker, SimulatedCar? car, StreamApiServer? server)
    {
        var place = broker.Options.Folder is { } folder ? $"topics in {folder}" : "topics in memory, gone when it stops";
        await output.WriteLineAsync(broker.Address).ConfigureAwait(false);
        await output.WriteLineAsync(
            $"SIMULATED Kafka broker for development and tests, {place}. No replicas, no encryption, no access control.").ConfigureAwait(false);
        await output.WriteLineAsync($"Connect with  using var lab = Lab.Connect(\"odp://{broker.Address}\");  Stop with Ctrl+C.").ConfigureAwait(false);
        if (car is not null)
        {
            await output.WriteLineAsync($"A SIMULATED car laps in session '{car.Session.Identifier}' of data source {car.Session.DataSource}. Nothing of it was measured.").ConfigureAwait(false);
        }

        if (server is not null)
        {
            await output.WriteLineAsync($"Stream API (gRPC) at {server.Endpoint}.").ConfigureAwait(false);
        }

        await output.FlushAsync().ConfigureAwait(false);
    }

    private static string Closing(BrokerStatistics counted) => string.Create(
        CultureInfo.InvariantCulture,
        $"Stopped. {counted.StoredRecords} records stored, {counted.DroppedRecords} dropped for space, {counted.Problems} clients turned away.");
}
