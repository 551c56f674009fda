using System.CommandLine;
using System.Globalization;
using LabSdk.Simulation;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk sim daq</c>: a simulated daq daemon.</summary>
internal static class SimDaqCommand
{
    private static readonly Option<int> Port = new("--port")
    {
        Description = "TCP port to listen on; 0 picks a free one.", DefaultValueFactory = _ => 50051, HelpName = "number",
    };

    private static readonly Option<string> Host = new("--host")
    {
        Description = "IP address to listen on; 0.0.0.0 lets other machines in (then use --token-file).",
        DefaultValueFactory = _ => "127.0.0.1",
        HelpName = "address",
    };

    private static readonly Option<string> Profile = new Option<string>("--profile")
    {
        Description = "bench: real motion, limits, 30 frames/s, a detector with a peak, for trying things out. "
            + "faithful: instant motion and every quirk of the real daemon, for testing clients.",
        DefaultValueFactory = _ => "bench",
        HelpName = "bench|faithful",
    }.AcceptOnlyFromAmong("bench", "faithful");

    private static readonly Option<long> Seed = new("--seed")
    {
        Description = "Seed of all noise: equal seeds give equal readings.", DefaultValueFactory = _ => 1, HelpName = "number",
    };

    private static readonly Option<FileInfo?> TokenFile = new("--token-file")
    {
        Description = "File with the token that clients must show. Without it anyone who reaches the port may connect.",
        HelpName = "file",
    };

    public static Command Create()
    {
        var command = new Command("daq", """
            Runs a simulated rust-daq daemon.

            The first line it prints is its address, so that a script can wait for it. Stop it with Ctrl+C.

            Examples:
              labsdk sim daq
              labsdk sim daq --port 0 --seed 42
              labsdk sim daq --profile faithful --token-file token.txt
            """)
        {
            Port, Host, Profile, Seed, TokenFile,
        };
        command.SetAction((parsed, interrupted) => RunAsync(parsed, interrupted));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            var options = new SimulatedDaemonOptions
            {
                Port = parsed.GetValue(Port),
                Host = parsed.GetValue(Host)!,
                Profile = Enum.Parse<SimulatedDaemonProfile>(parsed.GetValue(Profile)!, ignoreCase: true),
                Seed = parsed.GetValue(Seed),
                Token = parsed.GetValue(TokenFile) is { } file
                    ? await TokenFileReader.ReadAsync(file, interrupted).ConfigureAwait(false)
                    : null,
            };
            var daemon = await SimulatedDaemon.StartAsync(options, interrupted).ConfigureAwait(false);
            await using (daemon.ConfigureAwait(false))
            {
                await DescribeAsync(output, daemon, options).ConfigureAwait(false);
                await Task.Delay(Timeout.Infinite, interrupted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await output.WriteLineAsync("Stopped.").ConfigureAwait(false);
            }

            return 0;
        }
        catch (LabException failure)
        {
            await error.WriteLineAsync($"error {failure.ErrorId}: {failure.Message}").ConfigureAwait(false);
            return 1;
        }
    }

    private static async Task DescribeAsync(TextWriter output, SimulatedDaemon daemon, SimulatedDaemonOptions options)
    {
        var access = options.Token is null ? "no token needed" : "token needed";
        await output.WriteLineAsync(daemon.Address).ConfigureAwait(false);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"SIMULATED daq daemon, profile {options.Profile.ToString().ToLowerInvariant()}, seed {options.Seed}, {access}. No real hardware is moved or read."))
            .ConfigureAwait(false);
        await output.WriteLineAsync($"Connect with  using var lab = Lab.Connect(\"{daemon.Address}\");  Stop with Ctrl+C.").ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
    }
}
