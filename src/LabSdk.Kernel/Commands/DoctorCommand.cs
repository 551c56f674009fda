using System.CommandLine;
using LabSdk.Kernel.Doctor;
using Spectre.Console;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk doctor</c>: what is installed, and how results would look there.</summary>
internal static class DoctorCommand
{
    private const int WidthOfFiles = 120;

    private static readonly Argument<string[]> Endpoints = new("endpoint")
    {
        Description = "Addresses of peers to try, as for Lab.Connect: localhost:50051, cxl:mem0, odp://localhost:9092.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object instead of a table." };

    public static Command Create()
    {
        var command = new Command("doctor", """
            Says what keeps a bench from working and how to mend it: notebook hosts and the C# kernel in them, native libraries,
            devices and permissions of this computer, and each peer that is named.

            Changes nothing; uses the network only for the peers that are named. Exit code: 0 nothing keeps LabSdk from working; 1 there is a fault.

            Examples:
              labsdk doctor
              labsdk doctor localhost:50051 odp://localhost:9092
              labsdk doctor --json
            """)
        {
            Endpoints,
            Json,
        };
        command.SetAction((parsed, interrupted) => RunAsync(parsed, DoctorMachine.This(), interrupted));
        return command;
    }

    /// <summary>Looks at a machine and reports.</summary>
    internal static async Task<int> RunAsync(ParseResult parsed, DoctorMachine machine, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var findings = await DoctorRounds.RunAsync(machine, DoctorRounds.Checks(parsed.GetValue(Endpoints) ?? []), cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(Json))
        {
            await output.WriteLineAsync(FindingsReport.ToJson(findings, machine)).ConfigureAwait(false);
        }
        else
        {
            FindingsReport.Write(findings, machine, Terminal(output, machine));
        }

        return FindingsReport.IsHealthy(findings) ? 0 : 1;
    }

    private static IAnsiConsole Terminal(TextWriter output, DoctorMachine machine)
    {
        var isTerminal = TerminalInfo.IsTerminal(output);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal && machine.Variable("NO_COLOR") is null ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = isTerminal ? Math.Max(80, console.Profile.Width) : WidthOfFiles;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
