using System.Diagnostics;
using System.Globalization;
using LabSdk.Benchmarks.Grpc;
using LabSdk.Benchmarks.Harness;

namespace LabSdk.Benchmarks.Comparisons.Grpc;

/// <summary>One small unary call after the other through the synchronous bridge, beside grpcio's synchronous client.</summary>
internal sealed class UnaryLatency : IComparison
{
    private const int Calls = 2000;
    private const int Rounds = 5;

    public string Name => "grpc unary";

    public async Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken)
    {
        var port = (await peers.StartServerAsync("grpc_server.py")).GetProperty("port").GetInt32();
        await using var own = await OwnSide.StartAsync();
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(MeasureOwn(own));
            var peer = await peers.RunAsync(
                "grpc_client.py", port.ToString(CultureInfo.InvariantCulture), "unary", Calls.ToString(CultureInfo.InvariantCulture));
            theirs.Add(peer.GetProperty("p50_us").GetDouble());
        }

        return [ComparisonRow.Time("unary RPC, synchronous, loopback, p50", Measure.Median(ours), Measure.Median(theirs), "us", 0.6, $"{Rounds} rounds of {Calls} calls")];
    }

    private static double MeasureOwn(OwnSide own)
    {
        var call = new BlockingCall("Reading the state") { Timeout = TimeSpan.FromSeconds(10) };
        var times = new List<double>(Calls);
        for (var number = 0; number < Calls + (Calls / 5); number++)
        {
            var start = Stopwatch.GetTimestamp();
            Blocking.Run(
                token => own.Client.StateAsync(new StateRequest { DeviceId = "mock_stage" }, cancellationToken: token).ResponseAsync, call);
            if (number >= Calls / 5)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        return Measure.Median(times);
    }
}
