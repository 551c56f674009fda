using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;

namespace LabSdk.Kernel.Commands;

/// <summary>The command <c>labsdk</c> with everything below it.</summary>
internal static class LabSdkCommand
{
    // A plain command as the root: RootCommand would show the name of the running file instead of "labsdk" in the usage line.
    public static Command Create() => new("labsdk", """
        Tools around LabSdk, the C# SDK for the lab bench.

        Use C# and the lab in Jupyter and VS Code:
          labsdk jupyter install

        Run a notebook or script, convert it, make a page of it:
          labsdk run notebook.ipynb
          labsdk convert notebook.ipynb notebook.dib
          labsdk export notebook.ipynb

        Find, show and export what was measured:
          labsdk runs list

        See what is installed here and how results look there:
          labsdk doctor

        Start a simulated daemon and connect to it from C# or from any other client:
          labsdk sim daq --port 50051
          using var lab = Lab.Connect("localhost:50051");
        """)
    {
        new HelpOption(),
        new VersionOption { Action = new VersionAction() },
        JupyterCommand.Create(),
        KernelCommand.Create(),
        RunCommand.Create(),
        ConvertCommand.Create(),
        ExportCommand.Create(),
        RunsCommand.Create(),
        TapeCommand.Create(),
        DoctorCommand.Create(),
        new Command("sim", "Runs a simulated peer in this terminal until Ctrl+C. Nothing it does touches real hardware.")
        {
            SimDaqCommand.Create(),
            SimMdsCommand.Create(),
            SimFleetCommand.Create(),
            SimOdpCommand.Create(),
            SimCxlCommand.Create(),
        },
    };

    /// <summary>Shows the version of the tool; the default shows that of the process, which may be another program's.</summary>
    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var version = typeof(LabSdkCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!;
            parseResult.InvocationConfiguration.Output.WriteLine(version.InformationalVersion.Split('+')[0]);
            return 0;
        }
    }
}
