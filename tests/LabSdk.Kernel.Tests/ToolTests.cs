using System.CommandLine;
using System.Net;
using System.Threading.Channels;
using LabSdk.Kernel.Commands;

namespace LabSdk.Kernel.Tests;

public class ToolTests
{
    [Fact]
    public async Task Help_teaches_the_first_command()
    {
        var (code, output, _) = await RunAsync("--help");
        Assert.Equal(0, code);
        Assert.Contains("labsdk sim daq --port 50051", output, StringComparison.Ordinal);
        Assert.Contains("Lab.Connect", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_of_the_simulator_explains_profiles_and_defaults()
    {
        var (code, output, _) = await RunAsync("sim", "daq", "--help");
        Assert.Equal(0, code);
        foreach (var text in new[] { "labsdk sim daq [options]", "--port", "50051", "[default: bench]", "bench|faithful", "quirk", "--token-file", "--seed", "Ctrl+C" })
        {
            Assert.Contains(text, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Version_is_that_of_the_product()
    {
        var (code, output, _) = await RunAsync("--version");
        Assert.Equal(0, code);
        Assert.StartsWith("0.1.0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulator_prints_its_address_first_says_simulated_and_stops_cleanly()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
        var lines = new LineWriter();
        var running = LabSdkCommand.Create().Parse(["sim", "daq", "--port", "0", "--profile", "faithful", "--seed", "7"])
            .InvokeAsync(new InvocationConfiguration { Output = lines }, interrupt.Token);
        var address = await lines.NextAsync(patience.Token);
        Assert.Matches(@"^http://127\.0\.0\.1:\d+$", address);
        Assert.StartsWith("SIMULATED daq daemon, profile faithful, seed 7, no token needed.", await lines.NextAsync(patience.Token), StringComparison.Ordinal);
        Assert.Contains(address, await lines.NextAsync(patience.Token), StringComparison.Ordinal);
        Assert.Equal("0", await CallAsync(address));
        await interrupt.CancelAsync();
        Assert.Equal(0, await running.WaitAsync(patience.Token));
        Assert.Equal("Stopped.", await lines.NextAsync(patience.Token));
    }

    [Fact]
    public async Task Token_from_a_file_is_asked_for_and_never_printed()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "canary-token\n");
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
            var lines = new LineWriter();
            var running = LabSdkCommand.Create().Parse(["sim", "daq", "--port", "0", "--token-file", file])
                .InvokeAsync(new InvocationConfiguration { Output = lines }, interrupt.Token);
            var address = await lines.NextAsync(patience.Token);
            Assert.Equal("16", await CallAsync(address));
            Assert.Equal("0", await CallAsync(address, "canary-token"));
            await interrupt.CancelAsync();
            await running.WaitAsync(patience.Token);
            Assert.Contains("token needed", lines.All, StringComparison.Ordinal);
            Assert.DoesNotContain("canary-token", lines.All, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("LAB-SIM-0002", "sim", "daq", "--token-file", "/does/not/exist")]
    [InlineData("LAB-CORE-0001", "sim", "daq", "--port", "70000")]
    public async Task Unusable_options_end_with_an_error_id(string id, params string[] arguments)
    {
        var (code, _, error) = await RunAsync(arguments);
        Assert.Equal(1, code);
        Assert.StartsWith($"error {id}: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_profile_lists_the_known_ones()
    {
        var (code, _, error) = await RunAsync("sim", "daq", "--profile", "fast");
        Assert.NotEqual(0, code);
        Assert.Contains("'bench'", error, StringComparison.Ordinal);
        Assert.Contains("'faithful'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Misspelled_option_is_refused()
    {
        var (code, _, error) = await RunAsync("sim", "daq", "--prot", "1");
        Assert.NotEqual(0, code);
        Assert.Contains("--prot", error, StringComparison.Ordinal);
    }

    /// <summary>GetDaemonInfo by hand; the gRPC status it ended with.</summary>
    private static async Task<string> CallAsync(string address, string? token = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/daq.ControlService/GetDaemonInfo")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]) { Headers = { { "content-type", "application/grpc" } } },
        };
        request.Headers.Add("te", "trailers");
        if (token is not null)
        {
            request.Headers.Add("authorization", $"Bearer {token}");
        }

        using var response = await http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        var headers = response.TrailingHeaders.Contains("grpc-status") ? response.TrailingHeaders : response.Headers;
        return Assert.Single(headers.GetValues("grpc-status"));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await LabSdkCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Hands out what is written, line by line.</summary>
    private sealed class LineWriter : StringWriter
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public string All => ToString();

        public override Task WriteLineAsync(string? value)
        {
            base.WriteLine(value);
            return _lines.Writer.WriteAsync(value ?? "").AsTask();
        }

        public Task<string> NextAsync(CancellationToken cancellationToken) => _lines.Reader.ReadAsync(cancellationToken).AsTask();
    }
}
