using System.Text.Json;
using Google.Protobuf.Reflection;

namespace LabSdk.Daq.Tests.Protos;

public class DescriptorTests
{
    public static TheoryData<string> Packages => ProtocolTable.Packages;

    [Theory]
    [MemberData(nameof(Packages))]
    public void Messages_compiled_equal_the_table(string package)
    {
        var expected = ProtocolTable.Package(package).GetProperty("messages").EnumerateObject()
            .SelectMany(message => message.Value.EnumerateArray().Select(field => $"{package}.{message.Name}: {Describe(field)}"));
        var actual = ProtocolTable.Files[package].MessageTypes
            .SelectMany(message => message.Fields.InDeclarationOrder().Select(field => $"{message.FullName}: {Describe(field)}"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Message_names_compiled_equal_the_table(string package) => Assert.Equal(
        ProtocolTable.Package(package).GetProperty("messages").EnumerateObject().Select(message => message.Name).Order(StringComparer.Ordinal),
        ProtocolTable.Files[package].MessageTypes.Select(message => message.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Enums_compiled_equal_the_table(string package)
    {
        var file = ProtocolTable.Files[package];
        var expected = ProtocolTable.Package(package).GetProperty("enums").EnumerateObject()
            .SelectMany(item => item.Value.EnumerateObject().Select(value => $"{package}.{item.Name} {value.Name}={value.Value.GetInt32()}"));
        var actual = file.EnumTypes.Concat(file.MessageTypes.SelectMany(message => message.EnumTypes))
            .SelectMany(item => item.Values.Select(value => $"{item.FullName} {value.Name}={value.Number}"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Methods_compiled_equal_the_table(string package)
    {
        var expected = ProtocolTable.Package(package).GetProperty("services").EnumerateObject()
            .SelectMany(service => service.Value.EnumerateArray())
            .Select(method => $"{method.GetProperty("path")} {method.GetProperty("request")} {method.GetProperty("response")} {method.GetProperty("kind")}");
        var actual = ProtocolTable.Files[package].Services
            .SelectMany(service => service.Methods)
            .Select(method => $"/{method.Service.FullName}/{method.Name} {method.InputType.FullName} {method.OutputType.FullName} {Kind(method)}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Interface_has_11_services_and_124_methods()
    {
        var services = ProtocolTable.Files.Values.SelectMany(file => file.Services).ToList();
        Assert.Equal(11, services.Count);
        Assert.Equal(124, services.Sum(service => service.Methods.Count));
    }

    private static string Kind(MethodDescriptor method) =>
        method.IsClientStreaming ? "client" : method.IsServerStreaming ? "server_streaming" : "unary";

    private static string Describe(JsonElement field)
    {
        var name = $"{field.GetProperty("number").GetInt32()} {field.GetProperty("name").GetString()}";
        if (field.TryGetProperty("map", out var map))
        {
            return $"{name} map<{map.GetProperty("key").GetString()},{map.GetProperty("value").GetString()}>";
        }

        var oneof = field.TryGetProperty("oneof", out var group) ? group.GetString() : "";
        return $"{name} {field.GetProperty("type").GetString()} {Flag(field, "repeated")}{Flag(field, "optional")}{Flag(field, "deprecated")}{oneof}";
    }

    private static string Flag(JsonElement field, string name) =>
        field.TryGetProperty(name, out var value) && value.GetBoolean() ? name + " " : "";

    private static string Describe(FieldDescriptor field)
    {
        var name = $"{field.FieldNumber} {field.Name}";
        if (field.IsMap)
        {
            return $"{name} map<{TypeOf(field.MessageType.Fields[1])},{TypeOf(field.MessageType.Fields[2])}>";
        }

        var optional = field.RealContainingOneof is null && field.HasPresence && field.ContainingOneof is not null;
        var deprecated = field.GetOptions()?.Deprecated == true;
        return $"{name} {TypeOf(field)} {(field.IsRepeated ? "repeated " : "")}{(optional ? "optional " : "")}{(deprecated ? "deprecated " : "")}{field.RealContainingOneof?.Name}";
    }

    private static string TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.FullName,
        FieldType.Enum => field.EnumType.FullName,
        _ => field.FieldType.ToString().ToLowerInvariant(),
    };
}
