using LabSdk.Connecting;
using LabSdk.Endpoints;
using LabSdk.Families.Mds;
using LabSdk.Mds;

namespace LabSdk.Tests.Diagnostics;

/// <summary>Labs on a client of the test's.</summary>
internal static class DiagnosticLabs
{
    public static Lab On(MdsClient client) => Blocking.Run(
        token => Lab.ConnectAsync(["mds:sim"], new LabOptions(), [new Connector(client)], null, token), new BlockingCall("Connecting"));

    private sealed class Connector(MdsClient client) : ILabConnector
    {
        public string Family => "mds";

        public Task<ILabConnection> ConnectAsync(LabEndpoint endpoint, LabOptions options, CancellationToken cancellationToken) =>
            Task.FromResult<ILabConnection>(new MdsLabConnection(client, "mds:sim"));
    }
}
