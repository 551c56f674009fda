using LabSdk.Testing;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>Nothing that a component sends makes a decoder throw anything but a protocol error, loop, or take much more memory than arrived.</summary>
public class HostileTests
{
    public static TheoryData<string> Responses => [.. WireDecoder.Responses.Select(decoder => decoder.Name)];

    public static TheoryData<string> Requests => [.. WireDecoder.Requests.Select(decoder => decoder.Name)];

    [Theory]
    [MemberData(nameof(Responses))]
    public void Answers(string name)
    {
        var decoder = WireDecoder.Responses.First(each => each.Name == name);
        var count = new WireCommand(name).Response!.IsValueType ? Hostile.Count / 20 : Hostile.Count / 4;
        var (accepted, _) = new Hostile(1, [.. decoder.Good]).Run(input => AssertTrue(input, decoder.Repeat(input), mayBeLonger: false), count);
        Assert.True(accepted > 0);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Requests_that_a_simulator_reads(string name)
    {
        var decoder = WireDecoder.Requests.First(each => each.Name == name);
        var (accepted, _) = new Hostile(2, [.. decoder.Good]).Run(input => AssertTrue(input, decoder.Repeat(input), mayBeLonger: true), Hostile.Count / 20);
        Assert.True(accepted > 0);
    }

    [Fact]
    public void Virtual_switches_with_every_kind_of_request()
    {
        var good = WireDecoder.Responses.First(decoder => decoder.Name == "fmapi_get_vcs_info").Good;
        var random = new Random(3);
        new Hostile(3, [.. good]).Run(input =>
        {
            ICxlRequest request = new FmapiGetVcsInfoRequest { StartVppb = (byte)random.Next(random.Next(2) == 0 ? 4 : 256), VppbLimit = (byte)random.Next(8) };
            var answer = FmapiGetVcsInfo.Read(input, request);
            Assert.Equal(input.Length, answer.Size);
        });
    }

    [Fact]
    public void Memory_answers_to_a_write_and_to_a_read()
    {
        var good = WireDecoder.Responses.First(decoder => decoder.Name == "fmapi_send_ld_cxlio_mem_request").Good;
        ICxlRequest[] requests = [new FmapiSendLdCxlioMemRequestRequest(), new FmapiSendLdCxlioMemRequestRequest { Access = new() { IsWrite = true } }];
        var next = 0;
        new Hostile(4, [.. good]).Run(input =>
        {
            var request = requests[next++ & 1];
            var answer = FmapiSendLdCxlioMemRequest.Read(input, request);
            Assert.Equal(input.Length, answer.Size);
            Assert.True(request == requests[0] || answer.ReturnData.IsEmpty);
        });
    }

    [Fact]
    public void Event_details()
    {
        var records = Vectors.Read("cxl", "events.json").EnumerateArray().Select(vector => Convert.FromHexString(vector.GetProperty("record").GetString()!)).ToArray();
        var kinds = records.Select(record => new Guid(record.AsSpan(0, 16), bigEndian: true)).Distinct().ToArray();
        foreach (var kind in kinds)
        {
            var room = new byte[CxlEventDetails.DataSize];
            new Hostile(5, [.. records.Select(record => record[48..])]).Run(input =>
            {
                var details = CxlEventDetails.Read(kind, input)!;
                Assert.Equal(80, details.Write(room));
                AssertTrue(input, room, mayBeLonger: true);
            });
        }
    }

    [Fact]
    public void Headers()
    {
        var good = new byte[12];
        new CciHeader { IsResponse = true, Tag = 3, Opcode = 0x4200, PayloadLength = 18 }.Write(good);
        var again = new byte[12];
        new Hostile(6, good).Run(input =>
        {
            Assert.Equal(input.Length >= CciHeader.Size, CciHeader.TryRead(input, out var header));
            header.Write(again);
            Assert.True(CciHeader.TryRead(again, out var repeated));
            Assert.Equal(header, repeated);
        });
    }

    // What was accepted says the same when it is written: nothing was read short or past the end.
    private static void AssertTrue(byte[] input, byte[] written, bool mayBeLonger)
    {
        if (mayBeLonger ? input.Length < written.Length : input.Length != written.Length)
        {
            Assert.Fail($"{written.Length} bytes were written of {input.Length}");
        }

        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] != input[i] && written[i] != 0)
            {
                Assert.Fail($"Byte {i} was {input[i]} and is {written[i]}");
            }
        }
    }
}
