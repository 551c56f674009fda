using System.Text.Json;

namespace LabSdk.Mds.Tests.Wire;

internal static class VectorBytes
{
    /// <summary>The bytes of a hex property.</summary>
    public static byte[] Bytes(this JsonElement vector, string property) => Convert.FromHexString(vector.GetProperty(property).GetString()!);
}
