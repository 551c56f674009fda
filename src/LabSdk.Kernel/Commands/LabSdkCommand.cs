using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace LabSdk.Kernel.Commands;

/// <summary>The command <c>labsdk</c> with everything below it.</summary>
internal static class LabSdkCommand
{
    public static RootCommand Create()
    {
        var root = new RootCommand("""
            Tools around LabSdk, the C# SDK for the lab bench.

            Start a simulated daemon and connect to it from C# or from any other client:
              labsdk sim daq --port 50051
              using var lab = Lab.Connect("localhost:50051");
            """)
        {
            new Command("sim", "Runs a simulated peer in this terminal until Ctrl+C. Nothing it does touches real hardware.")
            {
                SimDaqCommand.Create(),
            },
        };

        // The default shows the version of the process, which is another program's when the tool runs inside one.
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        return root;
    }

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
