using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using LabSdk.Odp.Wire.Api;
using LabSdk.Odp.Wire.KeyGenerator;
using LabSdk.Odp.Wire.OpenData;
using LabSdk.Testing;

namespace LabSdk.Odp.Tests.Protos;

/// <summary>The protocol as a table of facts, and the compiled descriptors to hold against it.</summary>
internal static class ProtocolTable
{
    public static IReadOnlyDictionary<string, FileDescriptor> Files { get; } = new[]
    {
        OpenDataReflection.Descriptor,
        ApiReflection.Descriptor,
        KeyGeneratorReflection.Descriptor,
    }.ToDictionary(file => file.Package);

    public static IReadOnlyDictionary<string, MessageDescriptor> Messages { get; } = Files.Values
        .SelectMany(file => file.MessageTypes)
        .ToDictionary(message => message.FullName);

    public static TheoryData<string> Packages => [.. Files.Keys];

    private static readonly JsonParser Json = new(new JsonParser.Settings(100, TypeRegistry.FromFiles([.. Files.Values, Google.Protobuf.WellKnownTypes.WrappersReflection.Descriptor, Google.Protobuf.WellKnownTypes.DurationReflection.Descriptor])));

    public static JsonElement Package(string name)
    {
        var path = Path.Combine(RepositoryRoot.Path, "eng", "odp-protos", "odp-messages.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.GetProperty("packages").EnumerateArray().Single(package => package.GetProperty("package").GetString() == name).Clone();
    }

    /// <summary>The message that the fields of a vector describe.</summary>
    public static IMessage Read(string message, JsonElement fields) => Json.Parse(fields.GetRawText(), Messages[message]);
}
