using LabSdk.Benchmarks.Harness;
using LabSdk.Cxl;
using LabSdk.Cxl.Linux;

namespace LabSdk.Benchmarks.Comparisons;

/// <summary>The call into the kernel beside the same in C, and a command through endpoint, queue and the mailbox's thread.</summary>
internal sealed class CxlIoctl : IComparison
{
    // Short rounds, and the fastest of them: other work on the machine only adds, and the difference looked for is small.
    private const int Calls = 10_000, Commands = 20_000, Rounds = 5, ShortRounds = 30;
    private const double MostOverC = 60, MostPerCommand = 100_000;

    public string Name => "cxl ioctl";

    public async Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken)
    {
        // No CXL device: the kernel refuses at once, and what is left is the way there and back.
        using var mailbox = LinuxCxlMailbox.Open("null", new LinuxCxlPlaces("/dev", "/nowhere"));
        var output = new byte[2048];
        var (ours, inC) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            for (var each = 0; each < ShortRounds; each++)
            {
                ours.Add(Measure.Seconds(() => Call(mailbox, output)) / Calls * 1e9);
            }

            inC.Add((await peers.RunAsync("cxl_ioctl.py", "/dev/null", $"{Calls}", $"{ShortRounds}")).GetProperty("nanoseconds").GetDouble());
        }

        var (own, peer) = (ours.Min(), inC.Min());
        var (command, bytes) = await CommandAsync();
        return
        [
            new("cxl: ioctl of a command", $"{own:0} ns", $"{peer:0} ns (C)", own / peer, $"<= {MostOverC} ns over C", own - peer <= MostOverC, $"{own - peer:0} ns over C, on /dev/null; the fastest of {Rounds * ShortRounds} rounds on both sides"),
            ComparisonRow.Limit("cxl: Get Health Info through the endpoint", command, MostPerCommand, "ns", $"in-process mailbox; {bytes:0} B allocated; nearly all of it is the change to the mailbox's thread and back"),
        ];
    }

    private static void Call(LinuxCxlMailbox mailbox, byte[] output)
    {
        for (var i = 0; i < Calls; i++)
        {
            mailbox.SendCommand(2, 0x4200, default, output, out _, out _);
        }
    }

    private static async Task<(double Nanoseconds, double Bytes)> CommandAsync()
    {
        await using var context = new CxlContext();
        var endpoint = context.OpenMailbox(new HealthyMailbox());
        async Task WorkAsync()
        {
            for (var i = 0; i < Commands; i++)
            {
                await endpoint.Memory.GetHealthInfoAsync();
            }
        }

        await WorkAsync();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        await WorkAsync();
        var seconds = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (seconds / Commands * 1e9, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Commands);
    }

    private sealed class HealthyMailbox : ICxlMailbox
    {
        public string Name => "bench";

        public int PayloadMaximum => 2048;

        public ulong? SerialNumber => 1;

        public int QueryCommands(Span<CxlMailboxCommand> commands, out int total)
        {
            total = 0;
            return 0;
        }

        public int SendCommand(uint id, ushort rawOpcode, ReadOnlySpan<byte> input, Span<byte> output, out uint returnCode, out int outputSize)
        {
            (returnCode, outputSize) = (0, 18);
            output[..18].Clear();
            return 0;
        }

        public void Dispose()
        {
        }
    }
}
