using System.Globalization;

namespace LabSdk.Grpc.Tests.Interop;

/// <summary>The interop list with our client and grpcio's server.</summary>
public sealed class OwnClientPythonServer(OwnClientPythonServer.Peer peer) : IClassFixture<OwnClientPythonServer.Peer>
{
    public static TheoryData<string> Cases => InteropCases.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Interop_case_passes(string name) =>
        InteropCases.All[name](new InteropPeer(peer.Channel, seesCompression: false)).WaitAsync(TimeSpan.FromSeconds(60));

    public sealed class Peer : IAsyncLifetime
    {
        private PythonProcess? _process;

        public GrpcChannel Channel { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            _process = PythonProcess.Start("interop_server.py");
            var port = int.Parse(await _process.ReadLineAsync(TimeSpan.FromSeconds(60)), CultureInfo.InvariantCulture);
            Channel = GrpcChannel.Create($"127.0.0.1:{port}");
        }

        public async Task DisposeAsync()
        {
            await Channel.DisposeAsync();
            await _process!.DisposeAsync();
        }
    }
}
