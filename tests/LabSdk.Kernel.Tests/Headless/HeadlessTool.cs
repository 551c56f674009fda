using System.CommandLine;
using LabSdk.Kernel.Commands;

namespace LabSdk.Kernel.Tests.Headless;

/// <summary>Runs commands of the tool in this process.</summary>
internal static class HeadlessTool
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await LabSdkCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
