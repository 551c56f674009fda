using System.Security.Cryptography;
using System.Text.Json;

namespace LabSdk.Fleet.Tests;

/// <summary>The byte strings of the recordings: hexadecimal, repeated, joined; long recorded ones by their checksum.</summary>
internal static class VectorBytes
{
    public static byte[] Bytes(this JsonElement given)
    {
        if (given.TryGetProperty("hex", out var hex))
        {
            return Convert.FromHexString(hex.GetString()!);
        }

        if (given.TryGetProperty("fill", out var fill))
        {
            var bytes = new byte[given.GetProperty("count").GetInt32()];
            bytes.AsSpan().Fill(fill.GetByte());
            return bytes;
        }

        return [.. given.GetProperty("parts").EnumerateArray().SelectMany(part => part.Bytes())];
    }

    public static void AssertRecorded(JsonElement recorded, ReadOnlySpan<byte> actual)
    {
        if (!recorded.TryGetProperty("sha256", out var checksum))
        {
            Assert.Equal(Convert.ToHexStringLower(recorded.Bytes()), Convert.ToHexStringLower(actual));
            return;
        }

        Assert.Equal(recorded.GetProperty("length").GetInt32(), actual.Length);
        Assert.StartsWith(recorded.GetProperty("head_hex").GetString()!, Convert.ToHexStringLower(actual));
        Assert.Equal(checksum.GetString(), Convert.ToHexStringLower(SHA256.HashData(actual)));
    }

    public static FleetDevice Device(JsonElement given) => new(
        given.GetProperty("module_id").GetInt32(),
        given.GetProperty("device_type").GetUInt32(),
        given.GetProperty("device_role").GetString()!,
        given.GetProperty("device_name").GetString()!,
        given.GetProperty("device_priority").GetUInt32());
}
