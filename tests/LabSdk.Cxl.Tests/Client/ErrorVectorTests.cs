using System.Globalization;
using System.Text.Json;
using LabSdk.Cxl.Tests.Transport;
using LabSdk.Testing;

namespace LabSdk.Cxl.Tests.Client;

/// <summary>Failures that a peer injects, and what the caller gets to see: golden cases.</summary>
[Trait("Category", "Vectors")]
public class ErrorVectorTests
{
    private static readonly Dictionary<string, int> Errnos = new()
    {
        ["EPERM"] = 1, ["ENOENT"] = 2, ["EINTR"] = 4, ["EIO"] = 5, ["ENXIO"] = 6, ["EAGAIN"] = 11, ["ENOMEM"] = 12, ["EACCES"] = 13, ["EFAULT"] = 14,
        ["EBUSY"] = 16, ["ENODEV"] = 19, ["EINVAL"] = 22, ["ENOTTY"] = 25, ["EMSGSIZE"] = 90, ["EAFNOSUPPORT"] = 97, ["ENETDOWN"] = 100,
        ["ENETUNREACH"] = 101, ["E2BIG"] = 7, ["EBADF"] = 9, ["EEXIST"] = 17, ["ENOSPC"] = 28, ["EPIPE"] = 32, ["ENOSYS"] = 38, ["EPROTO"] = 71, ["ENOTSOCK"] = 88,
        ["EOPNOTSUPP"] = 95, ["EADDRINUSE"] = 98, ["EADDRNOTAVAIL"] = 99, ["ECONNRESET"] = 104, ["ENOTCONN"] = 107, ["ESHUTDOWN"] = 108, ["ECONNREFUSED"] = 111, ["EMFILE"] = 24, ["ENOBUFS"] = 105, ["ETIMEDOUT"] = 110, ["EHOSTUNREACH"] = 113,
    };

    public static TheoryData<string, string> Cases() => Vectors.Load("cxl", "errors.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Outcome_is_that_of_the_case(string name, string json)
    {
        Assert.NotEmpty(name);
        var given = Vectors.Parse(json);
        var time = new FakeTime();
        await using var context = new CxlContext(new CxlOptions
        {
            Probe = false, Retries = 0, PreferRaw = true, TimeProvider = time,
            Permissions = new CxlPermissions { AllowDisruptive = true, AllowSecurity = true, AllowVendor = true },
        });
        var (endpoint, layers) = await OpenAsync(context, given);
        var opcode = ushort.Parse(given.GetProperty("opcode").GetString()![2..], NumberStyles.HexNumber);
        var command = CxlCommands.Find(given.GetProperty("command").GetString()!)!;
        var payload = Convert.FromHexString(given.GetProperty("request_payload").GetString()!);
        var running = RunAsync(endpoint, command, opcode, payload);
        if (endpoint.IsMctp && !running.IsCompleted)
        {
            time.Advance(endpoint.Timeout);
        }

        var expected = given.GetProperty("expect");
        var error = await Record.ExceptionAsync(() => running);
        var code = error is null ? (int?)(await running).ReturnCode : null;
        switch (expected.GetProperty("outcome").GetString())
        {
            case "success":
                Assert.Null(error);
                Assert.Equal(CxlReturnCode.Success, (await running).ReturnCode);
                break;
            case "background":
                Assert.Null(error);
                Assert.Equal(expected.GetProperty("return_code").GetInt32(), code);
                break;
            case "device_error":
                CheckRefusal(Assert.IsType<CxlDeviceException>(error), expected, layers, opcode);
                break;
            case "io_error":
                Assert.Equal(Errnos[expected.GetProperty("errno").GetString()!], Assert.IsType<CxlIoException>(error).Errno);
                Assert.Equal(expected.GetProperty("errno").GetString(), ((CxlIoException)error).ErrnoName);
                break;
            case "timeout":
                Assert.Equal(expected.GetProperty("timeout_ms").GetInt32(), Assert.IsType<CxlTimeoutException>(error).Timeout!.Value.TotalMilliseconds);
                break;
            case "protocol_error":
                Assert.Equal(endpoint.Name, Assert.IsType<CxlProtocolException>(error).Endpoint);
                break;
            case "no_valid_response":
                Assert.True(error is CxlTimeoutException or CxlProtocolException, $"{error}");
                break;
            case var other:
                Assert.Fail($"An outcome that is not known: {other}");
                break;
        }

        if (expected.TryGetProperty("background_operation_flag", out var flag))
        {
            Assert.Equal(flag.ValueKind == JsonValueKind.Null ? null : flag.GetBoolean(), endpoint.IsBackgroundActive);
        }

        if (error is not null)
        {
            Assert.StartsWith("CXLMI", error.Message.Replace($"{command} on {endpoint.Name} was refused. ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    private static void CheckRefusal(CxlDeviceException error, JsonElement expected, int layers, ushort opcode)
    {
        Assert.Equal(expected.GetProperty("return_code").GetInt32(), (int)error.ReturnCode);
        Assert.Equal(opcode, error.Opcode);
        var text = error.ReturnCode.ToText() ?? "unknown";
        Assert.Contains($"CXLMI error: {text} (code {(int)error.ReturnCode})", error.Message, StringComparison.Ordinal);
        if (expected.TryGetProperty("vendor_ext_status", out var status))
        {
            Assert.Equal(status.ValueKind == JsonValueKind.Null ? null : status.GetUInt16(), error.VendorStatus);
        }

        var isTunnel = expected.TryGetProperty("level", out var level) && level.GetString() == "tunnel";
        Assert.Equal(isTunnel, error.IsTunnelRefused);
        Assert.True(isTunnel ? error.TunnelLevel < layers : error.TunnelLevel == layers, $"{error.TunnelLevel} of {layers}");
    }

    // Commands that destroy data would ask for the serial number first, which takes a tag.
    private static async Task<CxlReply> RunAsync(CxlEndpoint endpoint, CxlCommand command, ushort opcode, byte[] payload)
    {
        if (command.Danger is CxlDanger.DataLoss or CxlDanger.Unknown || command.Background != CxlBackgroundUse.No)
        {
            return await endpoint.SendAsync(opcode, payload, default);
        }

        await TypedCommands.ExecuteAsync(endpoint, command, payload);
        return default;
    }

    private static async Task<(CxlEndpoint Endpoint, int Layers)> OpenAsync(CxlContext context, JsonElement given)
    {
        var endpoint = given.GetProperty("transport").GetString() == "ioctl" ? context.OpenMailbox(Mailbox(given))
            : await context.OpenMctpAsync("mctp 11/28", type => Channel(type, given));
        endpoint.EnableFmApi();
        var tunnel = given.TryGetProperty("tunnel", out var way) && way.ValueKind == JsonValueKind.Object ? TunnelOf(way) : Tunnel.Direct;
        return (endpoint.Through(tunnel), tunnel.Layers);
    }

    internal static Tunnel TunnelOf(JsonElement way)
    {
        byte Number(string name) => way.GetProperty(name).GetByte();
        return way.GetProperty("kind").GetString() switch
        {
            "mld" => Tunnel.Mld(Number("ld")),
            "switch" => Tunnel.Switch(Number("port")),
            "switch_mld" => Tunnel.SwitchMld(Number("port"), Number("ld")),
            _ => Tunnel.Mhd,
        };
    }

    private static ScriptedMailbox Mailbox(JsonElement given) => new(_ =>
    {
        if (given.TryGetProperty("inject", out var inject))
        {
            return new MailboxAnswer(Errnos[inject.GetProperty("errno").GetString()!]);
        }

        var response = given.GetProperty("response");
        return new MailboxAnswer(0, response.GetProperty("retval").GetUInt32(), Convert.FromHexString(response.GetProperty("payload").GetString()!), response.GetProperty("out_size").GetInt32());
    });

    private static ScriptedChannel Channel(CxlMessageType type, JsonElement given)
    {
        if (given.TryGetProperty("inject", out var inject) && inject.TryGetProperty("errno", out var errno))
        {
            return new ScriptedChannel(type, _ => throw new CxlIoException(Errnos[errno.GetString()!], "CXLMI command failed: nothing could be sent."));
        }

        return new ScriptedChannel(type, _ => given.TryGetProperty("response", out var response) ? [Convert.FromHexString(response.GetProperty("message").GetString()!)] : []);
    }
}
