using System.Text.Json;
using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Vectors;

/// <summary>Golden cases of commands and tunnels, sent by the real client over both transports.</summary>
[Trait("Category", "Vectors")]
public class LinkVectorTests
{
    private static readonly string[] Files = ["commands-generic.json", "commands-memdev.json", "commands-fmapi.json", "commands-vendor.json", "tunnels.json"];

    public static TheoryData<string, string> Cases()
    {
        var rows = new TheoryData<string, string>();
        foreach (var row in Files.SelectMany(file => Testing.Vectors.Load("cxl", file)))
        {
            rows.Add((string)row[0], (string)row[1]);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Mctp_request_and_answer_are_those_of_the_case(string name, string json)
    {
        var (root, vector, link) = Read(json, "mctp");
        if (link is not { } mctp)
        {
            return;
        }

        var expected = VectorCase.Hex(mctp.GetProperty("request"), "message");
        var recorded = VectorCase.Hex(mctp.GetProperty("response"), "message");
        await using var bench = await VectorBench.OpenAsync(isMctp: true);
        bench.Answer(vector, request => VectorMessage.WithTagsOf(request.Span, recorded));

        await AssertOutcomeAsync(vector, root, bench);

        var request = bench.Request(vector);
        Assert.Equal(VectorMessage.Comparable(expected), VectorMessage.Comparable(request.Message.ToArray()));
        var type = VectorCase.Hex(mctp.GetProperty("request"), "sockaddr")[9];
        Assert.Equal(type == (byte)CxlMessageType.Component ? nameof(CciLink.Component) : nameof(CciLink.FabricManager), request.Link);
        Assert.NotEmpty(name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Mailbox_call_and_answer_are_those_of_the_case(string name, string json)
    {
        var (root, vector, link) = Read(json, "ioctl");
        if (link is not { } ioctl)
        {
            return;
        }

        await using var bench = await VectorBench.OpenAsync(isMctp: false);
        Script(bench, vector, ioctl);

        await AssertOutcomeAsync(vector, root, bench);

        var (expected, call) = (ioctl.GetProperty("request"), bench.Device.LastMailboxRequest!);
        Assert.Equal((expected.GetProperty("id").GetUInt32(), VectorCase.Number(expected.GetProperty("raw_opcode"))), (call.Id, call.RawOpcode));
        Assert.Equal(expected.GetProperty("in_size").GetInt32(), call.Input.Length);
        Assert.InRange(call.OutputSize, ioctl.GetProperty("response").GetProperty("out_size").GetInt32(), 64 * 1024);
        var isTunnel = vector.Tunnel.Layers > 0;
        Assert.Equal(VectorMessage.Comparable(VectorCase.Hex(expected, "payload"), isTunnel), VectorMessage.Comparable(call.Input.ToArray(), isTunnel));
        Assert.NotEmpty(name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Mailbox_answer_by_the_id_of_the_driver_is_that_of_the_case(string name, string json)
    {
        var (root, vector, link) = Read(json, "ioctl");
        if (link is not { } ioctl)
        {
            return;
        }

        await using var bench = await VectorBench.OpenAsync(isMctp: false, preferRaw: false);
        Script(bench, vector, ioctl);

        if (IsKeptByDriver(vector))
        {
            var refused = await Assert.ThrowsAsync<CxlIoException>(() => vector.RunAsync(bench.Endpoint, bench.Confirmation));
            Assert.Equal("EBUSY", refused.ErrnoName);
            return;
        }

        await AssertOutcomeAsync(vector, root, bench);

        Assert.NotEmpty(name);
    }

    // The driver clears one log only, and never changes partitions at once.
    private static bool IsKeptByDriver(VectorCase vector) => vector.Command.Id switch
    {
        "clear_log" => !vector.RequestPayload.AsSpan().SequenceEqual(CxlUuids.VendorDebugLog.ToByteArray(bigEndian: true)),
        "memdev_set_partition_info" => (vector.RequestPayload[8] & 1) != 0,
        _ => false,
    } && vector.Tunnel.Layers == 0;

    private static void Script(VectorBench bench, VectorCase vector, JsonElement ioctl)
    {
        var response = ioctl.GetProperty("response");
        var (code, payload) = ((CxlReturnCode)response.GetProperty("retval").GetUInt16(), VectorCase.Hex(response, "payload"));
        bench.Answer(vector, request => VectorMessage.WithTagsOf(request.Span, CciFrame.Response(vector.WireOpcode, 0, new CciResult(code, payload), false)));
    }

    private static async Task AssertOutcomeAsync(VectorCase vector, JsonElement root, VectorBench bench)
    {
        var code = (CxlReturnCode)root.GetProperty("return_code").GetUInt16();
        if (code > CxlReturnCode.BackgroundStarted)
        {
            var refused = await Assert.ThrowsAsync<CxlDeviceException>(() => vector.RunAsync(bench.Endpoint, bench.Confirmation));
            Assert.Equal(code, refused.ReturnCode);
            return;
        }

        var answer = await vector.RunAsync(bench.Endpoint, bench.Confirmation);
        if (answer is CxlBackgroundOperation operation)
        {
            Assert.Equal(code == CxlReturnCode.Success, operation.WasImmediate);
        }
        else
        {
            vector.AssertFields(answer);
        }
    }

    private static (JsonElement Root, VectorCase Vector, JsonElement? Link) Read(string json, string link)
    {
        var root = Testing.Vectors.Parse(json);
        return (root, new VectorCase(root), root.GetProperty("transports").TryGetProperty(link, out var found) ? found : null);
    }
}
