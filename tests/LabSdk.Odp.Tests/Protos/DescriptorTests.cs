using System.Text.Json;
using Google.Protobuf.Reflection;
using LabSdk.Odp.Wire;

namespace LabSdk.Odp.Tests.Protos;

public class DescriptorTests
{
    public static TheoryData<string> Packages => ProtocolTable.Packages;

    [Theory]
    [MemberData(nameof(Packages))]
    public void Messages_compiled_equal_the_table(string package)
    {
        var expected = ProtocolTable.Package(package).GetProperty("messages").EnumerateArray()
            .SelectMany(message => message.GetProperty("fields").EnumerateArray().Select(field => $"{package}.{message.GetProperty("name")}: {Describe(field)}"));
        var actual = ProtocolTable.Files[package].MessageTypes
            .SelectMany(message => message.Fields.InDeclarationOrder().Select(field => $"{message.FullName}: {Describe(field)}"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Message_names_compiled_equal_the_table(string package) => Assert.Equal(
        ProtocolTable.Package(package).GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("name").GetString()).Order(StringComparer.Ordinal),
        ProtocolTable.Files[package].MessageTypes.Select(message => message.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Enums_compiled_equal_the_table(string package)
    {
        var expected = ProtocolTable.Package(package).GetProperty("enums").EnumerateArray()
            .SelectMany(item => item.GetProperty("values").EnumerateObject().Select(value => $"{package}.{item.GetProperty("name")} {value.Name}={value.Value.GetInt32()}"));
        var actual = ProtocolTable.Files[package].EnumTypes.SelectMany(item => item.Values.Select(value => $"{item.FullName} {value.Name}={value.Number}"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Methods_compiled_equal_the_table(string package)
    {
        var expected = ProtocolTable.Package(package).GetProperty("services").EnumerateArray()
            .SelectMany(service => service.GetProperty("methods").EnumerateArray())
            .Select(method => $"{method.GetProperty("path")} {method.GetProperty("request")} {method.GetProperty("response")} {method.GetProperty("kind")}");
        var actual = ProtocolTable.Files[package].Services.SelectMany(service => service.Methods)
            .Select(method => $"/{method.Service.FullName}/{method.Name} {method.InputType.FullName} {method.OutputType.FullName} {Kind(method)}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Protocol_has_93_messages_11_enums_6_services_and_24_methods()
    {
        var files = ProtocolTable.Files.Values;
        Assert.Equal(
            (93, 11, 6, 24),
            (files.Sum(file => file.MessageTypes.Count), files.Sum(file => file.EnumTypes.Count), files.Sum(file => file.Services.Count),
                files.Sum(file => file.Services.Sum(service => service.Methods.Count))));
    }

    [Fact]
    public void Every_packet_message_has_a_type_and_finds_back()
    {
        var packets = ProtocolTable.Files["ma.streaming.open_data.v1"].MessageTypes
            .Where(message => message.Name is "SystemStatusMessage" || (message.Name.EndsWith("Packet", StringComparison.Ordinal) && message.Name != "Packet")).ToArray();
        Assert.Equal(20, packets.Length);
        Assert.All(packets, message => Assert.Same(message, PacketTypes.ContentOf(PacketTypes.Of(message))));
        Assert.Equal("RawCANData", PacketTypes.Of(Odp.Wire.OpenData.RawCANDataPacket.Descriptor));
    }

    [Theory]
    [InlineData("EventData", "Event")]
    [InlineData("MarkerData", "Marker")]
    [InlineData("SystemStatus", "SystemStatusMessage")]
    public void Other_spellings_in_use_are_understood(string other, string written) =>
        Assert.Same(PacketTypes.ContentOf(written), PacketTypes.ContentOf(other));

    [Theory]
    [InlineData("event")]
    [InlineData("MyOwnType")]
    [InlineData("")]
    public void Any_other_type_is_opaque(string type) => Assert.Null(PacketTypes.ContentOf(type));

    private static string Kind(MethodDescriptor method) =>
        method.IsClientStreaming ? "client_streaming" : method.IsServerStreaming ? "server_streaming" : "unary";

    private static string Describe(JsonElement field)
    {
        var name = $"{field.GetProperty("number").GetInt32()} {field.GetProperty("name").GetString()}";
        var type = field.GetProperty("type").GetString();
        if (type == "map")
        {
            return $"{name} map<{field.GetProperty("key").GetString()},{field.GetProperty("value").GetString()}>";
        }

        var oneof = field.TryGetProperty("oneof", out var group) ? group.GetString() : "";
        return $"{name} {type} {Flag(field, "repeated")}{Flag(field, "packed")}{Flag(field, "optional")}{oneof}";
    }

    private static string Flag(JsonElement field, string name) => field.TryGetProperty(name, out var value) && value.GetBoolean() ? name + " " : "";

    private static string Describe(FieldDescriptor field)
    {
        var name = $"{field.FieldNumber} {field.Name}";
        if (field.IsMap)
        {
            return $"{name} map<{TypeOf(field.MessageType.Fields[1])},{TypeOf(field.MessageType.Fields[2])}>";
        }

        var optional = field.RealContainingOneof is null && field.HasPresence && field.ContainingOneof is not null;
        return $"{name} {TypeOf(field)} {(field.IsRepeated ? "repeated " : "")}{(field.IsRepeated && IsPackable(field) && field.IsPacked ? "packed " : "")}{(optional ? "optional " : "")}{field.RealContainingOneof?.Name}";
    }

    private static bool IsPackable(FieldDescriptor field) => field.FieldType is not (FieldType.String or FieldType.Bytes or FieldType.Message);

    private static string TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.FullName,
        FieldType.Enum => field.EnumType.FullName,
        _ => field.FieldType.ToString().ToLowerInvariant(),
    };
}
