using Google.Protobuf;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Tests.Wire;

public class TimedContentTests
{
    [Fact]
    public void Marker_event_error_and_CAN_message_survive_the_way_there_and_back()
    {
        var marker = new OdpMarker(1, 2, "Out Lap", OdpMarker.LapTrigger, "first", "0", 1);
        var happening = new OdpEvent("LapDone:Timing", 3, [1.5, -2]);
        var error = new OdpErrorRecord("E1", 4, "Chassis", "Oil", "Low", "text", IsLogged: true, IsSet: false);
        var message = new OdpCanMessage(5, 1, 0x7FF, new byte[] { 1, 2, 3 }, IsTransmitted: true);
        Assert.Equal(marker, Read(TimedContent.ToPacket(marker)));
        Assert.True(marker.IsLap);
        Assert.Equal(error, Read(TimedContent.ToPacket(error)));
        var read = Assert.IsType<OdpEvent>(Read(TimedContent.ToPacket(happening, null)));
        Assert.Equal((happening.Identifier, happening.Time), (read.Identifier, read.Time));
        Assert.Equal(happening.Values, read.Values);
        var can = Assert.IsType<OdpCanMessage>(Read(TimedContent.ToPacket(message)));
        Assert.Equal((5ul, 1u, 0x7FFu, true, "010203"), (can.Time, can.Bus, can.CanId, can.IsTransmitted, Convert.ToHexString(can.Payload.Span)));
    }

    [Fact]
    public void Event_with_an_id_is_looked_up_and_an_unknown_one_reported()
    {
        var packet = TimedContent.ToPacket(new OdpEvent("x", 1, []), 20).ToByteArray();
        Assert.Null(TimedContent.TryRead("EventData", packet, new AnyFormat(), out var data));
        Assert.Equal("event 20", Assert.IsType<OdpEvent>(data).Identifier);
        Assert.Equal(OdpErrorKind.UnknownFormat, TimedContent.TryRead(PacketTypes.Event, packet, new Odp.Formats.DataFormatTable("d"), out data));
        Assert.Null(data);
    }

    [Fact]
    public void Record_wraps_a_message_under_its_type()
    {
        var record = PacketContent.Wrap(new EndOfSessionPacket { DataSource = "Default" }, "key", isEssential: true, id: 7);
        Assert.True(new EnvelopeReader().TryRead(record, out var packet));
        Assert.Equal(("EndOfSession", "key", true, 7ul), (packet.Type, packet.SessionKey, packet.IsEssential, packet.Id));
        Assert.Equal("Default", PacketContent.Parse(EndOfSessionPacket.Parser, packet.Content.Span).DataSource);
    }

    private static IOdpData? Read(IMessage packet)
    {
        Assert.Null(TimedContent.TryRead(PacketTypes.Of(packet.Descriptor), packet.ToByteArray(), new AnyFormat(), out var data));
        return data;
    }
}
