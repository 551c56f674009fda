using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Configurations;

/// <summary>Cuts a configuration that is too large for one record into parts, as the newer generation has it.</summary>
internal static class ConfigurationSplitter
{
    /// <summary>The parts, each with the groups: recorders want exactly one group definition in every packet.</summary>
    /// <param name="whole">The configuration.</param>
    /// <param name="longest">Bytes of a part at most; a single definition that is larger makes a larger part.</param>
    public static IReadOnlyList<ConfigurationPacket> Split(ConfigurationPacket whole, int longest)
    {
        if (whole.CalculateSize() <= longest)
        {
            return [whole];
        }

        var parts = new List<ConfigurationPacket>();
        var left = 0;
        foreach (var definition in whole.ParameterDefinitions)
        {
            Room(definition.CalculateSize()).ParameterDefinitions.Add(definition);
        }

        foreach (var definition in whole.EventDefinitions)
        {
            Room(definition.CalculateSize()).EventDefinitions.Add(definition);
        }

        foreach (var (index, part) in parts.Index())
        {
            (part.PartialPacket, part.PacketNumber, part.TotalPacketNumber) = (true, (uint)index + 1, (uint)parts.Count);
        }

        return parts.Count > 1 ? parts : [whole];

        ConfigurationPacket Room(int size)
        {
            // A tag and a length for each definition, and the numbers of the part.
            const int around = 8;
            const int numbers = 16;
            if (parts.Count == 0 || left < size + around)
            {
                var part = new ConfigurationPacket { ConfigId = whole.ConfigId, GroupDefinitions = { whole.GroupDefinitions } };
                left = longest - part.CalculateSize() - numbers;
                parts.Add(part);
            }

            left -= size + around;
            return parts[^1];
        }
    }
}
