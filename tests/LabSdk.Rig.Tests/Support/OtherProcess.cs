using System.Diagnostics;
using System.Text.Json;
using LabSdk.Cxl;
using LabSdk.Mds;

namespace LabSdk.Rig.Tests.Support;

/// <summary>What another process saw when it connected to a device.</summary>
internal sealed record ConnectReport(string? Identifier, string? Driver, string? Library, string? ErrorId, string? Kind, string? Message);

/// <summary>This assembly as another process: with other rights, without a library, or to be killed.</summary>
internal static class OtherProcess
{
    public const string Verb = "other-process";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>The command line that runs this assembly as another process.</summary>
    public static string[] Command(params string[] arguments) => ["dotnet", typeof(OtherProcess).Assembly.Location, Verb, .. arguments];

    /// <summary>An ordinary user, who may however read the files of this checkout wherever they are.</summary>
    public static string[] AsOrdinaryUser =>
    [
        "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
        "--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search", "--bounding-set=-all,+dac_read_search",
    ];

    /// <summary>Does something in a process that a wrapper such as setpriv starts, and reports what it saw.</summary>
    public static async Task<ConnectReport> ReportAsync(string[] arguments, params string[] wrapper)
    {
        var (code, output, error) = await FinishAsync([.. wrapper, .. Command(arguments)]);
        Assert.True(code == 0, $"The other process ended with {code}: {error}");
        return JsonSerializer.Deserialize<ConnectReport>(output)!;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output, string Error)> FinishAsync(string[] command)
    {
        using var process = Start(command);
        using var limit = new CancellationTokenSource(Patience);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    public static Process Start(string[] command) => Process.Start(new ProcessStartInfo(command[0], command[1..])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>The other process itself.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        switch (arguments)
        {
            case ["connect", var address]:
                Console.WriteLine(JsonSerializer.Serialize(await ConnectAndReportAsync(address)));
                return 0;
            case ["cxl", var name]:
                Console.WriteLine(JsonSerializer.Serialize(await OpenCxlAndReportAsync(context => Task.FromResult(context.OpenMailbox(name)))));
                return 0;
            case ["mctp", var address]:
                Console.WriteLine(JsonSerializer.Serialize(await OpenCxlAndReportAsync(context => context.OpenAsync($"cxl+mctp://{address}"))));
                return 0;
            case ["stream", var address]:
                await using (var client = await MdsClient.ConnectAsync(address))
                {
                    await client.EnableStreamingAsync();
                    Console.WriteLine("streaming");
                    await Task.Delay(Timeout.Infinite);
                }

                return 0;
            default:
                return 2;
        }
    }

    private static async Task<ConnectReport> OpenCxlAndReportAsync(Func<CxlContext, Task<CxlEndpoint>> open)
    {
        try
        {
            await using var context = new CxlContext();
            var endpoint = await open(context);
            await endpoint.Memory.IdentifyAsync();
            return new(endpoint.Name, null, null, null, null, null);
        }
        catch (LabException error)
        {
            return new(null, null, null, error.ErrorId, null, error.Message);
        }
    }

    private static async Task<ConnectReport> ConnectAndReportAsync(string address)
    {
        try
        {
            await using var client = await MdsClient.ConnectAsync(address);
            return new(client.Config!.DeviceIdentifier, client.Link.Driver, MdsHid.Library, null, null, null);
        }
        catch (LabException error)
        {
            return new(null, null, MdsHid.Library, error.ErrorId, (error as IMdsError)?.Kind.ToString(), error.Message);
        }
    }
}
