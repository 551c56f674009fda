using LabSdk.Odp.Configurations;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Tests.Configurations;

public class ConfigurationTests
{
    [Fact]
    public void Configuration_cut_into_parts_comes_together_in_any_order_and_with_repeats()
    {
        var whole = Whole(500);
        var parts = ConfigurationSplitter.Split(whole, 4_000);
        Assert.InRange(parts.Count, 5, 50);
        Assert.All(parts, part => Assert.InRange(part.CalculateSize(), 1, 4_000));
        Assert.All(parts, part => Assert.Single(part.GroupDefinitions));
        var random = new Random(1);
        var shuffled = parts.Concat(parts.Take(3)).OrderBy(_ => random.Next()).ToArray();
        var assembler = new ConfigurationAssembler();
        var joined = Assert.Single(shuffled.Select(assembler.Add).OfType<ConfigurationPacket>());
        Assert.Equal(whole, joined);
    }

    [Fact]
    public void Flag_of_the_last_part_does_not_matter_and_a_whole_one_passes()
    {
        var assembler = new ConfigurationAssembler();
        var whole = Whole(1);
        Assert.Same(whole, assembler.Add(whole));
        Assert.Same(whole, Assert.Single(ConfigurationSplitter.Split(whole, 100_000)));
        Assert.Null(assembler.Add(new ConfigurationPacket { ConfigId = "c", PartialPacket = true, PacketNumber = 1, TotalPacketNumber = 2 }));
        Assert.NotNull(assembler.Add(new ConfigurationPacket { ConfigId = "c", PartialPacket = false, PacketNumber = 2, TotalPacketNumber = 2 }));
    }

    [Fact]
    public void Parts_that_never_come_take_bounded_memory_and_are_counted()
    {
        var assembler = new ConfigurationAssembler();
        for (var i = 0; i < 1_000; i++)
        {
            Assert.Null(assembler.Add(new ConfigurationPacket { ConfigId = $"c{i}", PacketNumber = 1, TotalPacketNumber = uint.MaxValue }));
        }

        Assert.InRange(assembler.Pending, 1, 256);
        Assert.Equal(1_000, assembler.Pending + assembler.GivenUp);
        Assert.Null(assembler.Add(new ConfigurationPacket { ConfigId = "c", PacketNumber = 0, TotalPacketNumber = 2 }));
        Assert.Null(assembler.Add(new ConfigurationPacket { ConfigId = "c", PacketNumber = 3, TotalPacketNumber = 2 }));
    }

    [Fact]
    public void Signal_carries_what_the_definition_says()
    {
        var signal = OdpSignal.Of(new ParameterDefinition
        {
            Identifier = "NGear:FIA",
            Name = "NGear",
            ApplicationName = "FIA",
            Units = "",
            MinValue = -1,
            MaxValue = 8,
            FormatString = "%1.0f",
            Frequencies = { 10, 100 },
            Conversion = new TextConversionDefinition { InputValues = { 0, -1, 3 }, StringValues = { "N", "R" }, Default = "?" },
        });
        Assert.Equal(("NGear:FIA", "FIA", -1.0, 8.0, "%1.0f", "?"), (signal.Identifier, signal.Application, signal.Min, signal.Max, signal.Format, signal.DefaultText));
        Assert.Equal([10.0, 100.0], signal.Frequencies);
        Assert.Equal(("R", 2), (signal.Texts[-1], signal.Texts.Count));
        Assert.Null(OdpSignal.Of(new ParameterDefinition()).DefaultText);
    }

    private static ConfigurationPacket Whole(int parameters)
    {
        var packet = new ConfigurationPacket { ConfigId = "config", GroupDefinitions = { new GroupDefinition { Identifier = "Chassis", Name = "Chassis" } } };
        packet.ParameterDefinitions.Add(Enumerable.Range(0, parameters).Select(index => new ParameterDefinition { Identifier = $"p{index}:Chassis", Units = "km/h", MaxValue = index }));
        packet.EventDefinitions.Add(Enumerable.Range(0, 20).Select(index => new EventDefinition { Identifier = $"e{index}:Chassis" }));
        return packet;
    }
}
