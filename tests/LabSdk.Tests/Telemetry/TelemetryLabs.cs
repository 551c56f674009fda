using LabSdk.Connecting;
using LabSdk.Endpoints;
using LabSdk.Families.Odp;
using LabSdk.Odp;

namespace LabSdk.Tests.Telemetries;

/// <summary>Labs on brokers in memory: no native library, no sockets.</summary>
internal static class TelemetryLabs
{
    public const ulong Start = 1_700_000_000_000_000_000;
    private const ulong Second = OdpTime.Second;

    /// <summary>A lab on a broker; an empty one of its own when none is given.</summary>
    public static Lab On(InMemoryBroker? broker = null, TimeProvider? time = null) => Blocking.Run(
        async token =>
        {
            var client = await OdpClient.ConnectAsync((broker ?? new InMemoryBroker()).Connect(), cancellationToken: token);
            var options = new LabOptions { TimeProvider = time ?? TimeProvider.System };
            return await Lab.ConnectAsync(["odp://memory:9092"], options, [new Connector(client)], null, token);
        },
        new BlockingCall("Connecting") { Timeout = TimeSpan.FromSeconds(20) });

    /// <summary>Writes a session of 100 s: speed at 10 Hz, a gear at 1 Hz, laps at 0, 30, 55 and 80 s (pit lane), a comment and an event.</summary>
    public static TelemetrySession WriteRun(Lab lab, string identifier = "Run 1")
    {
        using var run = lab.Telemetry.NewSession(new OdpSessionOptions
        {
            Identifier = identifier, CreationTime = OdpTime.ToDateTimeOffset(Start), Details = new Dictionary<string, string> { ["driver"] = "A. Ascari" }, Streams = ["Chassis"],
        });
        var speed = run.Signal("vCar:Chassis", hz: 10, unit: "km/h", stream: "Chassis", min: 0, max: 360, description: "Speed");
        var gear = run.Signal("NGear:Chassis", hz: 1, stream: "Chassis");
        speed.Write([.. Enumerable.Range(0, 500).Select(i => (double)i)], Start);
        gear.Write([.. Enumerable.Range(0, 100).Select(i => i % 8)], Start);
        run.Lap(time: Start + (30 * Second));
        run.Lap(time: Start + (35 * Second), label: "too soon");
        speed.Write([.. Enumerable.Range(500, 500).Select(i => (double)i)]);
        run.Lap(3, time: Start + (55 * Second));
        run.Lap(4, time: Start + (80 * Second), isPitLane: true);
        run.Marker("yellow flag", time: Start + (42 * Second), endTime: Start + (45 * Second));
        run.Event(new OdpEvent("GearChange:Chassis", Start + (10 * Second), [3, 4]), "Chassis");
        run.Metadata(new Dictionary<string, object> { ["track"] = "Monza", ["fuel"] = 42.5 });
        run.Detail("weather", "dry");
        run.End();
        return run.Session;
    }

    private sealed class Connector(OdpClient client) : ILabConnector
    {
        public string Family => "odp";

        public Task<ILabConnection> ConnectAsync(LabEndpoint endpoint, LabOptions options, CancellationToken cancellationToken) =>
            Task.FromResult<ILabConnection>(new OdpLabConnection(TelemetrySource.Of(client), endpoint.ToString()));
    }
}
