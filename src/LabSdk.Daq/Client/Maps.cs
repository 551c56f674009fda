namespace LabSdk.Daq;

/// <summary>Optional maps of texts, as protobuf takes them.</summary>
internal static class Maps
{
    public static Dictionary<string, string> Copy(IReadOnlyDictionary<string, string>? map) => map is null ? [] : new Dictionary<string, string>(map);
}
