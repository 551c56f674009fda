using LabSdk.Rig.Tests.Support;
using Xunit.Runner.InProc.SystemConsole;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace LabSdk.Rig.Tests;

/// <summary>The tests as a program, for the guest of eng/rig: <c>./test --rig</c> builds it outside and runs it inside.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is [OtherProcess.Verb, .. var rest])
        {
            return await OtherProcess.RunAsync(rest);
        }

        if (!Guest.IsHere)
        {
            await Console.Error.WriteLineAsync(
                "These tests make and break devices of the kernel, so they run in the guest of eng/rig only, and nothing was run here. Type: ./test --rig");
            return 2;
        }

        return await ConsoleRunner.Run(arguments);
    }
}
