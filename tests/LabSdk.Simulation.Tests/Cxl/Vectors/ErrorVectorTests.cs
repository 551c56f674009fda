using System.Text.Json;
using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Vectors;

/// <summary>Golden cases of failures, over both transports.</summary>
[Trait("Category", "Vectors")]
public class ErrorVectorTests
{
    public static TheoryData<string, string> Cases => Testing.Vectors.Load("cxl", "errors.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Outcome_is_that_of_the_case(string name, string json)
    {
        var root = Testing.Vectors.Parse(json);
        var vector = new VectorCase(root);
        var expect = root.GetProperty("expect");
        var isMctp = root.GetProperty("transport").GetString() == "mctp";
        await using var bench = await VectorBench.OpenAsync(isMctp);
        var outcome = expect.GetProperty("outcome").GetString()!;
        if (outcome is "timeout" or "no_valid_response")
        {
            bench.Endpoint.Timeout = TimeSpan.FromMilliseconds(100);
        }

        Prepare(bench, vector, root, isMctp);
        var (answer, error) = await RunAsync(vector, bench);

        switch (outcome)
        {
            case "success":
                Assert.Null(error);
                break;
            case "background":
                Assert.Null(error);
                Assert.False(Assert.IsType<CxlBackgroundOperation>(answer).WasImmediate);
                break;
            case "device_error":
                AssertDeviceError(Assert.IsType<CxlDeviceException>(error), expect, vector.Tunnel.Layers);
                break;
            case "io_error":
                Assert.Equal(expect.GetProperty("errno").GetString(), Assert.IsType<CxlIoException>(error).ErrnoName);
                break;
            case "timeout":
                Assert.IsType<CxlTimeoutException>(error);
                break;
            case "no_valid_response":
                Assert.True(error is CxlTimeoutException or CxlProtocolException, $"{error}");
                break;
            default:
                Assert.Equal("protocol_error", outcome);
                Assert.IsType<CxlProtocolException>(error);
                break;
        }

        if (expect.TryGetProperty("background_operation_flag", out var flag))
        {
            Prepare(bench, vector, root, isMctp);
            var reply = await vector.RunRawAsync(bench.Endpoint, bench.Confirmation);
            Assert.Equal(flag.ValueKind == JsonValueKind.Null ? null : flag.GetBoolean(), reply.IsBackgroundActive);
        }

        Assert.NotEmpty(name);
    }

    private static async Task<(object? Answer, LabException? Error)> RunAsync(VectorCase vector, VectorBench bench)
    {
        try
        {
            return (await vector.RunAsync(bench.Endpoint, bench.Confirmation), null);
        }
        catch (LabException error)
        {
            return (null, error);
        }
    }

    private static void AssertDeviceError(CxlDeviceException error, JsonElement expect, int layers)
    {
        Assert.Equal(expect.GetProperty("return_code").GetInt32(), (int)error.ReturnCode);
        if (expect.TryGetProperty("vendor_ext_status", out var vendor))
        {
            Assert.Equal(vendor.ValueKind == JsonValueKind.Null ? null : vendor.GetUInt16(), error.VendorStatus);
        }

        if (expect.TryGetProperty("level", out var level))
        {
            Assert.Equal(level.GetString() == "tunnel", error.IsTunnelRefused);
            Assert.Equal(level.GetString() == "tunnel", error.TunnelLevel < layers);
        }
    }

    private static void Prepare(VectorBench bench, VectorCase vector, JsonElement root, bool isMctp)
    {
        if (root.TryGetProperty("inject", out var inject) && inject.ValueKind == JsonValueKind.Object)
        {
            bench.Device.Faults.On(vector.WireOpcode, inject.TryGetProperty("errno", out var errno) ? CxlFault.SendFails(Errno(errno.GetString()!)) : CxlFault.Drop);
            return;
        }

        var response = root.GetProperty("response");
        if (isMctp)
        {
            var recorded = VectorCase.Hex(response, "message");

            // Tags of a fresh endpoint: the innermost message has 0, each layer around it one more.
            bench.Answer(vector, request => VectorMessage.WithTags(recorded, request.Span[1] - vector.Tunnel.Layers));
            return;
        }

        var (code, payload) = ((CxlReturnCode)response.GetProperty("retval").GetUInt16(), VectorCase.Hex(response, "payload"));
        bench.Answer(vector, request => CciFrame.Response(vector.WireOpcode, request.Span[1], new CciResult(code, payload), false));
    }

    private static int Errno(string name) => Enumerable.Range(1, 133).First(errno => LinuxErrno.NameOf(errno) == name);
}
