using System.Buffers.Binary;
using LabSdk.Cxl.Tests.Transport;

namespace LabSdk.Cxl.Tests.Client;

/// <summary>Several callers on one endpoint, with answers that come late, twice, or never.</summary>
public class ParallelTests
{
    private static readonly ushort[] ComponentOpcodes = [0x0001, 0x0100, 0x0200, 0x4000, 0x4200, 0x4201, 0xC000];
    private static readonly ushort[] FabricOpcodes = [0x5100, 0x5101, 0x5400];

    [Fact]
    public async Task Ten_thousand_mixed_commands_of_two_threads_get_their_own_answers_and_no_others()
    {
        var time = new FakeTime();
        var lying = new Lock();
        var random = new Random(4711);
        var (late, silences, strays) = (new List<byte[]>(), 0, 0);

        IEnumerable<byte[]> Answer(byte[] request)
        {
            lock (lying)
            {
                var answers = new List<byte[]>();
                if (late.Count > 0 && random.Next(2) == 0)
                {
                    answers.AddRange(late);
                    strays += late.Count;
                    late.Clear();
                }

                var right = ScriptedChannel.AnswerTo(request, request.AsSpan(CciHeader.Size));
                switch (random.Next(20))
                {
                    case 0: // never in time
                        silences++;
                        late.Add(right);
                        time.Advance(TimeSpan.FromSeconds(2));
                        return answers;
                    case 1: // twice
                        answers.Add(right);
                        break;
                    case 2: // once more, later
                        late.Add(right);
                        break;
                }

                return [.. answers, right];
            }
        }

        await using var context = new CxlContext(new CxlOptions { Probe = false, TimeProvider = time });
        var endpoint = await context.OpenMctpAsync("mctp 1/9", type => new ScriptedChannel(type, Answer));
        endpoint.EnableFmApi();
        var (answered, timeouts) = (0, 0);
        async Task CallAsync(int caller)
        {
            var choice = new Random(caller);
            for (var i = 0; i < 5000; i++)
            {
                var nonce = new byte[12];
                BinaryPrimitives.WriteInt32LittleEndian(nonce, caller);
                BinaryPrimitives.WriteInt32LittleEndian(nonce.AsSpan(4), i);
                var opcodes = choice.Next(4) == 0 ? FabricOpcodes : ComponentOpcodes;
                try
                {
                    var reply = await endpoint.SendAsync(opcodes[choice.Next(opcodes.Length)], nonce, default);
                    Assert.Equal(nonce, reply.Payload.ToArray());
                    Interlocked.Increment(ref answered);
                }
                catch (CxlTimeoutException)
                {
                    Interlocked.Increment(ref timeouts);
                }
            }
        }

        await Task.WhenAll(Task.Run(() => CallAsync(1)), Task.Run(() => CallAsync(2)));
        Assert.Equal(10_000, answered + timeouts);
        Assert.True(silences > 300 && strays > 300 && answered > 8_000, $"{answered} answered, {timeouts} timeouts, {silences} silences, {strays} strays");
    }

    [Fact]
    public async Task Callers_of_one_endpoint_go_one_after_the_other()
    {
        var (inside, most) = (0, 0);
        var mailbox = new ScriptedMailbox(_ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            Thread.SpinWait(1000);
            Interlocked.Decrement(ref inside);
            return new MailboxAnswer(Output: new byte[18]);
        });
        await using var context = new CxlContext();
        var endpoint = context.OpenMailbox(mailbox);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await endpoint.Memory.GetHealthInfoAsync();
            }
        })));
        Assert.Equal((1, 400), (most, mailbox.Calls.Count));
    }

    [Fact]
    public async Task Another_endpoint_and_the_other_queue_do_not_wait_for_a_silent_one()
    {
        await using var context = new CxlContext(new CxlOptions { Probe = false, Timeout = TimeSpan.Zero });
        var silent = await context.OpenMctpAsync("mctp 1/9", type => new ScriptedChannel(type, request => type == CxlMessageType.Component ? [] : [ScriptedChannel.AnswerTo(request, new byte[73])]));
        silent.EnableFmApi();
        var other = await context.OpenMctpAsync("mctp 1/10", type => new ScriptedChannel(type, request => [ScriptedChannel.AnswerTo(request, new byte[18])]));
        using var cancel = new CancellationTokenSource();
        var waiting = silent.Memory.GetHealthInfoAsync(cancel.Token).AsTask();
        var behind = silent.Memory.GetHealthInfoAsync(cancel.Token).AsTask();
        await other.Memory.GetHealthInfoAsync();
        await silent.Fabric.IdentifySwDeviceAsync();
        Assert.False(waiting.IsCompleted || behind.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => behind);
    }

    [Fact]
    public async Task Readers_of_a_list_with_a_position_do_not_take_each_others_pages()
    {
        var (page, starts) = (0, 0);
        var component = new FakeComponent().On(CxlCommands.Identify, FakeComponent.Identity()).On(CxlCommands.GetPoisonList, payload =>
        {
            var at = page++ % 4;
            starts += at == 0 ? 1 : 0;
            return (CxlReturnCode.Success, FakeComponent.Bytes(new GetPoisonList
            {
                Flags = at < 3 ? CxlPoisonListFlags.More : CxlPoisonListFlags.None, Records = [new CxlMediaErrorRecord { Location = new CxlMediaErrorLocation((ulong)at * 64) }],
            }));
        });
        var endpoint = await component.OpenAsync();
        var lists = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => endpoint.ReadPoisonAsync(0, 4096))));
        Assert.All(lists, list => Assert.Equal([0UL, 64, 128, 192], list.Records.Select(record => record.Dpa)));
        Assert.Equal(8, starts);
    }
}
