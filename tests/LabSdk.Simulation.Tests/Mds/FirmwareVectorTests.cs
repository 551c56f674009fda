using System.Text.Json;
using LabSdk.Mds;
using LabSdk.Mds.Wire;
using LabSdk.Simulation.Mds;
using LabSdk.Testing;

namespace LabSdk.Simulation.Tests.Mds;

[Trait("Category", "Vectors")]
public class FirmwareVectorTests
{
    public static TheoryData<string, string> Firmware => Vectors.Load("mds", "device_firmware.json");

    [Theory]
    [MemberData(nameof(Firmware))]
    public void The_simulated_firmware_answers_as_the_real_one(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var framing = vector.GetProperty("framing").GetString() == "bare" ? StreamFraming.Bare : StreamFraming.Length;
        var firmware = new MdsFirmware(framing);
        foreach (var step in vector.GetProperty("steps").EnumerateArray())
        {
            switch (step.GetProperty("op").GetString())
            {
                case "serial":
                    firmware.Serial = step.GetProperty("value").GetString()!;
                    break;
                case "interfaceReady":
                    firmware.SetInterfaceReady(step.GetProperty("ready").GetBoolean());
                    Assert.Equal(step.GetProperty("streaming").GetBoolean(), firmware.IsStreaming);
                    break;
                case "getReport":
                    GetReport(firmware, step);
                    break;
                case "setReport":
                    Assert.Equal(step.GetProperty("rc").GetInt32(), firmware.SetReport(step.GetProperty("type").GetByte(), Bytes(step, "bytes")));
                    Assert.Equal(step.GetProperty("streaming").GetBoolean(), firmware.IsStreaming);
                    Assert.Equal(step.GetProperty("sleptMs").GetInt32(), firmware.SleepAsked);
                    break;
                default:
                    SendChunk(firmware, step);
                    break;
            }
        }
    }

    [Theory]
    [InlineData(StreamFraming.Length, "reportDescriptorLength", 63)]
    [InlineData(StreamFraming.Bare, "reportDescriptorBare", 64)]
    public void The_report_descriptor_is_the_real_one_and_tells_the_framing(StreamFraming framing, string property, int inputBytes)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "vectors", "mds", "device_firmware.json")));
        var descriptor = ReportDescriptor.Write(framing);
        Assert.Equal(file.RootElement.GetProperty(property).GetString(), Convert.ToHexStringLower(descriptor));
        Assert.Equal(inputBytes, ReportDescriptor.InputBytes(descriptor, 6));
        Assert.True(ReportDescriptor.IsMds(descriptor));
        Assert.Equal((framing, FramingEvidence.Descriptor), (new FramingDetector(descriptor: descriptor).Framing, new FramingDetector(descriptor: descriptor).Evidence));
    }

    private static void GetReport(MdsFirmware firmware, JsonElement step)
    {
        var buffer = new byte[step.GetProperty("len").GetInt32()];
        var result = firmware.GetReport(step.GetProperty("type").GetByte(), step.GetProperty("id").GetByte(), buffer);
        Assert.Equal(step.GetProperty("rc").GetInt32(), result);
        if (result > 0)
        {
            Assert.Equal(step.GetProperty("bytes").GetString(), Convert.ToHexStringLower(buffer.AsSpan(0, result)));
        }
    }

    private static void SendChunk(MdsFirmware firmware, JsonElement step)
    {
        var aborts = firmware.Aborts;
        byte[]? report = null;
        var chunk = step.GetProperty("chunk").GetString() is { } hex ? Convert.FromHexString(hex) : [];
        var submit = step.TryGetProperty("submitReturns", out var fails) ? fails.GetInt32() : 0;
        var result = firmware.SendChunk(chunk, sent =>
        {
            report = submit == 0 ? [.. sent] : null;
            return submit;
        });
        Assert.Equal(step.GetProperty("rc").GetInt32(), result);
        Assert.Equal(step.GetProperty("report").GetString(), report is null ? null : Convert.ToHexStringLower(report));
        if (step.TryGetProperty("sleptMs", out var slept))
        {
            Assert.Equal(slept.GetInt32(), firmware.SleepAsked);
        }

        if (step.TryGetProperty("packetizerAborted", out var aborted))
        {
            Assert.Equal(aborted.GetInt32(), firmware.Aborts - aborts);
        }
    }

    private static byte[] Bytes(JsonElement step, string property) => Convert.FromHexString(step.GetProperty(property).GetString()!);
}
