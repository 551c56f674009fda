using LabSdk.Fleet.Wire;

namespace LabSdk.Fleet.Tests.Wire;

public class DeviceTests
{
    [Fact]
    public void Half_a_surrogate_pair_is_refused_before_anything_is_sent()
    {
        foreach (var text in new[] { "\uD800", "a\uDC00", "\uD83Da", "\uDE97\uD83D" })
        {
            Assert.Throws<ArgumentException>(() => new FleetDevice(1, 1, text));
            Assert.Throws<ArgumentException>(() => new FleetDevice(1, 1, "r", text));
        }
    }

    [Fact]
    public void Composed_and_decomposed_letters_are_two_roles()
    {
        Assert.NotEqual(new FleetDevice(1, 1, "\u00E9"), new FleetDevice(1, 1, "e\u0301"));
    }

    [Fact]
    public void Unusual_texts_are_warned_of_not_refused()
    {
        Assert.Empty(new FleetDevice(3, 0, "left_button_1", "name").Validate());
        Assert.Equal(2, new FleetDevice(3, 0, "Left", new string('x', 129)).Validate().Count);
        Assert.Single(new FleetDevice(3, 0, "a b").Validate());
    }

    [Fact]
    public void Invalid_utf8_is_refused_and_a_real_replacement_character_is_not()
    {
        byte[] bad = [0x0A, 0x09, 0x0A, 0x07, 0x08, 0xE8, 0x07, 0x1A, 0x02, 0xFF, 0xFE];
        Assert.False(ClientMessage.TryRead(bad, out _));
        var frame = new FrameWriter().Connect(FrameWriter.ToMessage(new FleetDevice(1, 1, "\uFFFD")));
        Assert.True(ClientMessage.TryRead(frame.Span[4..], out var read));
        Assert.Equal("\uFFFD", read.Device!.Role);
        Assert.Throws<FleetProtocolErrorException>(() => GatewayMessage.Read([0x12, 0x05, 0x0A, 0x03, 0x22, 0x01, 0xFF]));
        Assert.Throws<FleetProtocolErrorException>(() => GatewayMessage.Read([0x0A, 0x05, 0x12, 0x03, 0x22, 0x01, 0xFF]));
    }

    [Fact]
    public void Payload_that_looks_like_a_device_with_a_broken_text_is_any_payload()
    {
        byte[] payload = [0x0A, 0x03, 0x22, 0x01, 0xFF];
        var frame = new FrameWriter().Status(FrameWriter.ToMessage(new FleetDevice(3, 0, "\uFFFD")), payload);
        Assert.True(ClientMessage.TryRead(frame.Span[4..], out var read));
        Assert.Equal(payload, read.Status.ToArray());
    }

    [Theory]
    [InlineData("fleet://127.0.0.1:8888/1000/0/left_button?name=button1&priority=2", "127.0.0.1", 8888, 1000, 0u, "left_button", "button1", 2u)]
    [InlineData("fleet://[::1]:1636/mission/1/driving", "::1", 1636, 1, 1u, "driving", "", 0u)]
    [InlineData("fleet://gateway:8888/-5/4294967295/a%2Fb%20c?name=%C3%A9", "gateway", 8888, -5, 4294967295u, "a/b c", "é", 0u)]
    [InlineData("fleet://h:1/io/4/", "h", 1, 2, 4u, "", "", 0u)]
    public void Address_names_gateway_and_device(string text, string host, int port, int module, uint type, string role, string name, uint priority)
    {
        if (role.Length == 0)
        {
            // An empty role has no place in an address: the trailing slash is taken off.
            Assert.Throws<LabConfigurationException>(() => FleetAddress.Parse(text));
            return;
        }

        var address = FleetAddress.Parse(text);
        Assert.Equal((host, port), (address.Host, address.Port));
        Assert.Equal(new FleetDevice(module, type, role, name, priority), address.Device);
    }

    [Theory]
    [InlineData("fleet://127.0.0.1/1000/0/x")]
    [InlineData("fleet://127.0.0.1:0/1000/0/x")]
    [InlineData("fleet://127.0.0.1:70000/1000/0/x")]
    [InlineData("fleet://127.0.0.1:8888/1000/0")]
    [InlineData("fleet://127.0.0.1:8888/button/0/x")]
    [InlineData("fleet://127.0.0.1:8888/1000/-1/x")]
    [InlineData("fleet://127.0.0.1:8888/1000/0/x?priority=high")]
    public void Address_that_names_none_is_refused_with_an_example(string text)
    {
        var error = Assert.Throws<LabConfigurationException>(() => FleetAddress.Parse(text));
        Assert.Equal(FleetErrorIds.InvalidAddress, error.ErrorId);
        Assert.Contains("fleet://127.0.0.1:8888/1000/0/left_button", error.Message);
    }

    [Fact]
    public void Options_stand_behind_the_address()
    {
        var options = FleetAddress.Parse("fleet://h:1/1000/0/x?timeout=5s&connectTimeout=250ms&keepAlive=10s").Apply(new FleetOptions());
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(250), (TimeSpan?)TimeSpan.FromSeconds(10)), (options.Timeout, options.ConnectTimeout, options.KeepAlive));
        Assert.Throws<LabConfigurationException>(() => FleetAddress.Parse("fleet://h:1/1000/0/x?tiemout=5s").Apply(new FleetOptions()));
    }
}
