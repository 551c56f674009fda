using System.CommandLine;

namespace LabSdk.Kernel.Commands;

/// <summary>The command <c>labsdk</c> with everything below it.</summary>
internal static class LabSdkCommand
{
    public static RootCommand Create() => new("""
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
}
