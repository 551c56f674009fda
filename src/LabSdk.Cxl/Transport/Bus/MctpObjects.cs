namespace LabSdk.Cxl.Bus;

/// <summary>MCTP endpoints out of the objects of a service: whatever has the endpoint interface, with its properties checked.</summary>
internal static class MctpObjects
{
    public const string ObjectManager = "org.freedesktop.DBus.ObjectManager", EndpointInterface = "xyz.openbmc_project.MCTP.Endpoint";

    private const int LongestPath = 256;

    /// <summary>Reads the answer of GetManagedObjects, <c>a{oa{sa{sv}}}</c>. One broken object does not spoil the others.</summary>
    public static void Read(BusMessage answer, MctpService service, List<CxlMctpInfo> endpoints, List<string> broken)
    {
        if (answer.Signature != "a{oa{sa{sv}}}")
        {
            throw new CxlProtocolException($"{service.Name} lists its objects in a form that is not known ({Shown(answer.Signature)}).");
        }

        foreach (var pair in Pairs(answer.Values()[0]))
        {
            if (pair.Key is string path && ReadObject(path, pair.Value, service, broken) is { } found)
            {
                endpoints.Add(found);
            }
        }
    }

    /// <summary>Reads one object with its interfaces, <c>a{sa{sv}}</c>; null when it is no endpoint, or a broken one.</summary>
    public static CxlMctpInfo? ReadObject(string path, object interfaces, MctpService service, List<string> broken)
    {
        foreach (var pair in Pairs(interfaces))
        {
            if (pair.Key is EndpointInterface)
            {
                var properties = Pairs(pair.Value).Where(property => property.Key is string).GroupBy(property => (string)property.Key).ToDictionary(group => group.Key, group => group.First().Value);
                return ReadEndpoint(path, properties, service, broken);
            }
        }

        return null;
    }

    private static CxlMctpInfo? ReadEndpoint(string path, Dictionary<string, object> properties, MctpService service, List<string> broken)
    {
        var id = properties.GetValueOrDefault("EID") as byte?;
        var network = properties.GetValueOrDefault("NetworkId") switch
        {
            uint number => number,
            int number and >= 0 => (uint)number,
            _ => (uint?)null,
        };
        var types = properties.GetValueOrDefault("SupportedMessageTypes") as byte[];
        var missing = id is null or 0 or 0xFF ? "EID" : network is null ? "NetworkId" : types is null ? "SupportedMessageTypes" : null;
        if (missing is not null)
        {
            broken.Add($"{Shown(path)} of {service.Name}: its {missing} is missing or not usable");
            return null;
        }

        return new CxlMctpInfo(network!.Value, id!.Value, types!, service.Name, Shown(path));
    }

    private static IEnumerable<KeyValuePair<object, object>> Pairs(object dictionary) =>
        (dictionary as List<object> ?? []).OfType<List<object>>().Where(pair => pair.Count == 2).Select(pair => KeyValuePair.Create(pair[0], pair[1]));

    private static string Shown(string text) =>
        string.Concat(text.Length > LongestPath ? text[..LongestPath] : text).Replace('\n', ' ').Replace('\r', ' ');
}
