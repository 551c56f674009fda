using System.CommandLine;
using System.Globalization;
using LabSdk.Cxl;
using LabSdk.Simulation;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk sim cxl</c>: a simulated CXL component, as health lines, or on a socket for other processes.</summary>
internal static class SimCxlCommand
{
    private static readonly Option<string> Kind = new Option<string>("--kind")
    {
        Description = "type3: a memory device. switch: a switch with devices below its ports. mld: a device with 16 logical devices.",
        DefaultValueFactory = _ => "type3",
        HelpName = "type3|switch|mld",
    }.AcceptOnlyFromAmong("type3", "switch", "mld");

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Seed of the drift of a memory device: equal seeds give equal stories.", DefaultValueFactory = _ => 1, HelpName = "number",
    };

    private static readonly Option<FileInfo?> Socket = new("--socket")
    {
        Description = "Serves the component to other processes on this Unix socket, instead of printing health.", HelpName = "file",
    };

    private static readonly Option<int> Count = new("--count")
    {
        Description = "Ends after so many health lines; 0 goes on until Ctrl+C.", DefaultValueFactory = _ => 0, HelpName = "number",
    };

    private static readonly Option<double> Interval = new("--interval")
    {
        Description = "Seconds between two health lines.",
        DefaultValueFactory = _ => 1,
        HelpName = "seconds",
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<double>() is not (> 0 and <= 86_400))
                {
                    result.AddError("--interval must be more than 0 and at most 86400 seconds.");
                }
            },
        },
    };

    public static Command Create()
    {
        var command = new Command("cxl", """
            Runs a simulated CXL component.

            Prints the health of a memory device as it drifts; or serves a component on a Unix socket, for labs in other
            processes. Stop it with Ctrl+C.

            Examples:
              labsdk sim cxl --count 10
              labsdk sim cxl --kind switch --socket /tmp/cxl.sock
            """)
        {
            Kind, Seed, Socket, Count, Interval,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Count) < 0)
            {
                result.AddError("--count must not be negative.");
            }

            if (result.GetValue(Socket) is null && result.GetValue(Kind) is ("switch" or "mld"))
            {
                result.AddError("Only a memory device has health to print: give --socket with --kind switch or mld.");
            }
        });
        command.SetAction((parsed, interrupted) => RunAsync(parsed, interrupted));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        SimulatedCxlComponent component = parsed.GetValue(Kind) switch
        {
            "switch" => new SimulatedCxlSwitch(),
            "mld" => new SimulatedCxlMld(),
            _ => new SimulatedCxlDevice(new SimulatedCxlOptions { Seed = parsed.GetValue(Seed) }),
        };
        await using (component.ConfigureAwait(false))
        {
            try
            {
                await (parsed.GetValue(Socket) is { } file
                    ? ServeAsync(component, file, output, interrupted)
                    : PrintAsync(component, parsed.GetValue(Count), TimeSpan.FromSeconds(parsed.GetValue(Interval)), output, interrupted)).ConfigureAwait(false);
                return 0;
            }
            catch (LabException failure)
            {
                await error.WriteLineAsync($"error {failure.ErrorId}: {failure.Message}").ConfigureAwait(false);
                return 1;
            }
        }
    }

    private static async Task ServeAsync(SimulatedCxlComponent component, FileInfo file, TextWriter output, CancellationToken interrupted)
    {
        var peer = new CxlSocketPeer(component, file.FullName);
        await using (peer.ConfigureAwait(false))
        {
            var address = $"cxl+sim://unix{peer.Path}";
            await output.WriteLineAsync(address).ConfigureAwait(false);
            await output.WriteLineAsync($"SIMULATED CXL component {component.Name}. Connect with  using var lab = Lab.Connect(\"{address}\");  Stop with Ctrl+C.").ConfigureAwait(false);
            await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            await Task.Delay(Timeout.Infinite, interrupted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await output.WriteLineAsync("Stopped.").ConfigureAwait(false);
        }
    }

    private static async Task PrintAsync(SimulatedCxlComponent component, int count, TimeSpan interval, TextWriter output, CancellationToken interrupted)
    {
        var context = new CxlContext();
        await using (context.ConfigureAwait(false))
        {
            var endpoint = context.OpenMailbox(component.OpenMailbox());
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"SIMULATED CXL memory device {component.Name}, serial {component.SerialNumber:x16}")).ConfigureAwait(false);
            for (var line = 1; ; line++)
            {
                var health = await endpoint.Memory.GetHealthInfoAsync(interrupted).ConfigureAwait(false);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{health.TemperatureCelsius,4} °C  life used {health.LifeUsedPercent,3} %  corrected errors {health.CorrectedVolatileErrorCount}  media {health.MediaStatus.ToText() ?? "?"}")).ConfigureAwait(false);
                await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                if (line == count)
                {
                    return;
                }

                await Task.Delay(interval, interrupted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (interrupted.IsCancellationRequested)
                {
                    return;
                }
            }
        }
    }
}
