using System.Text.Json;
using LabSdk.Grpc.Server;

namespace LabSdk.Grpc.Tests.Interop;

/// <summary>The interop list with grpcio's client and our server; one Python process runs all cases.</summary>
public sealed class PythonClientOwnServer(PythonClientOwnServer.Run run) : IClassFixture<PythonClientOwnServer.Run>
{
    public static TheoryData<string> Cases => InteropCases.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Interop_case_passes(string name) => Assert.Equal("ok", run.Results.GetValueOrDefault(name, "the script has no such case"));

    public sealed class Run : IAsyncLifetime
    {
        public IReadOnlyDictionary<string, string> Results { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var options = new GrpcServerOptions();
            var service = new InteropService();
            options.AddService(binder => Interop.BindService(binder, service));
            await using var server = await GrpcServer.StartAsync(options);
            await using var process = PythonProcess.Start("interop_client.py", $"127.0.0.1:{server.Port}");
            var line = await process.ReadLineAsync(TimeSpan.FromSeconds(120));
            Results = JsonSerializer.Deserialize<Dictionary<string, string>>(line)!;
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
