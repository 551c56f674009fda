using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using LabSdk.Simulation;
using Microsoft.Win32.SafeHandles;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk sim fleet</c>: a simulated module gateway.</summary>
internal static class SimFleetCommand
{
    private static readonly Option<int> Port = new("--port")
    {
        Description = "TCP port to listen on; 0 picks a free one.", DefaultValueFactory = _ => 8888, HelpName = "number",
    };

    private static readonly Option<bool> Open = new("--open")
    {
        Description = "Lets other machines in: listens on all IPv4 addresses, as a real gateway. The protocol knows no passwords.",
    };

    private static readonly Option<bool> Push = new("--push")
    {
        Description = "Makes the transparent module push-only, as gateways since 1.4.2 can: its commands are sent at once, unasked.",
    };

    private static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Prints what goes up to the cloud: one line for each status that is worth it.",
    };

    /// <summary>Opens what commands of the cloud are read from. Default the standard input.</summary>
    internal static Func<TextReader> OpenInput { get; set; } = OpenStandardInput;

    public static Command Create()
    {
        var command = new Command("fleet", """
            Runs a simulated module gateway of the fleet protocol, with the modules mission (1), io (2), transparent (3) and example (1000).

            The first line it prints is its address, so that a script can wait for it. Lines on its input are commands of the cloud:
            the role of a device, a blank, and the command. Stop it with Ctrl+C.

            Examples:
              labsdk sim fleet --port 8888
              labsdk sim fleet --port 0 --verbose
            """)
        {
            Port, Open, Push, Verbose,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Port) is < 0 or > 65535)
            {
                result.AddError("--port must lie between 0 and 65535.");
            }
        });
        command.SetAction((parsed, interrupted) => RunAsync(parsed, interrupted));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var (output, error) = (TextWriter.Synchronized(parsed.InvocationConfiguration.Output), parsed.InvocationConfiguration.Error);
        try
        {
            var gateway = SimulatedGateway.Start(new SimulatedGatewayOptions
            {
                Port = parsed.GetValue(Port),
                IsLocalOnly = !parsed.GetValue(Open),
                TransparentIsPushOnly = parsed.GetValue(Push),
            });
            await using (gateway.ConfigureAwait(false))
            {
                await output.WriteLineAsync(gateway.Address).ConfigureAwait(false);
                await output.WriteLineAsync("SIMULATED module gateway: missions, io, transparent and example. No real car is told anything.").ConfigureAwait(false);
                await output.WriteLineAsync($"Connect with  using var lab = Lab.Connect(\"fleet://{gateway.Address}/1000/0/left_button?name=button1\");  Stop with Ctrl+C.").ConfigureAwait(false);
                await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                if (parsed.GetValue(Verbose))
                {
                    gateway.Reported += report => Print(output, report);
                }

                await TakeCommandsAsync(gateway, output, interrupted).ConfigureAwait(false);
                await output.WriteLineAsync("Stopped.").ConfigureAwait(false);
            }

            return 0;
        }
        catch (SocketException failure)
        {
            await error.WriteLineAsync($"error: the port cannot be used: {failure.Message}").ConfigureAwait(false);
            return 1;
        }
    }

    private static async Task TakeCommandsAsync(SimulatedGateway gateway, TextWriter output, CancellationToken interrupted)
    {
        try
        {
            using var input = OpenInput();

            // A read of a terminal cannot be cancelled; nobody waits for it any longer then.
            while (await input.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(interrupted).ConfigureAwait(false) is { } line)
            {
                var parts = line.Split(' ', 2);
                var answer = parts.Length == 2 ? gateway.QueueCommand(parts[0], Encoding.UTF8.GetBytes(parts[1])).ToString() : "give a role, a blank, and a command";
                await output.WriteLineAsync($"{parts[0]}: {answer}").ConfigureAwait(false);
                await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            }

            // The input has ended: a service has none.
            await Task.Delay(Timeout.Infinite, interrupted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C.
        }
    }

    private static TextReader OpenStandardInput()
    {
        try
        {
            return new StreamReader(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read));
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return TextReader.Null;
        }
    }

    private static void Print(TextWriter output, GatewayReport report)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{report.At:HH:mm:ss.fff} {report.Kind.ToString().ToLowerInvariant()} {report.Device.Module}/{report.Device.Type}/{report.Device.Role}: {Encoding.UTF8.GetString(report.Status.Span)}"));
        output.Flush();
    }
}
