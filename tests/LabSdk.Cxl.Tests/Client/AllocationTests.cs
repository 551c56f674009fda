using LabSdk.Cxl.Tests.Transport;

namespace LabSdk.Cxl.Tests.Client;

/// <summary>What a command costs in memory, from the typed call to the typed answer.</summary>
public class AllocationTests
{
    // Without optimisation, every async method has its state on the heap.
#if DEBUG
    private const int Slack = 2048;
#else
    private const int Slack = 0;
#endif

    // Answers at once, from a buffer that is there.
    private sealed class PlainChannel(CxlMessageType type, int payloadSize) : IMctpChannel
    {
        private readonly byte[] _answer = ScriptedChannel.AnswerTo(new byte[5], new byte[payloadSize]);

        public string Name => "mctp 1/9";

        public CxlMessageType MessageType { get; } = type;

        public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
        {
            message.Span[1..5].CopyTo(_answer.AsSpan(1));
            return default;
        }

        public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            _answer.CopyTo(buffer);
            return new(_answer.Length);
        }

        public ValueTask DisposeAsync() => default;
    }

    [Fact]
    public async Task Command_over_mctp_allocates_its_payload_and_little_else()
    {
        await using var context = new CxlContext(new CxlOptions { Probe = false });
        var endpoint = await context.OpenMctpAsync("mctp 1/9", type => new PlainChannel(type, 18));
        var bytes = await MeasureAsync(() => endpoint.Memory.GetHealthInfoAsync());
        Assert.InRange(bytes, 0, 256 + Slack);
    }

    [Fact]
    public async Task Command_with_a_request_allocates_the_request_as_well()
    {
        await using var context = new CxlContext(new CxlOptions { Probe = false });
        var endpoint = await context.OpenMctpAsync("mctp 1/9", type => new PlainChannel(type, 256));
        var bytes = await MeasureAsync(() => endpoint.Memory.GetLsaAsync(0, 256));
        Assert.InRange(bytes, 256, 640 + Slack);
    }

    private static async Task<double> MeasureAsync<T>(Func<ValueTask<T>> call)
    {
        const int calls = 5_000;
        for (var i = 0; i < calls; i++)
        {
            await call();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < calls; i++)
        {
            await call();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)calls;
    }
}
