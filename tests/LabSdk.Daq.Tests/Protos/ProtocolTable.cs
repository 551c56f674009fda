using System.Text.Json;
using Google.Protobuf.Reflection;
using LabSdk.Daq.Wire;
using LabSdk.Testing;

namespace LabSdk.Daq.Tests.Protos;

/// <summary>The daemon's interface as a table of facts, and the compiled descriptors to hold against it.</summary>
internal static class ProtocolTable
{
    public static IReadOnlyDictionary<string, FileDescriptor> Files { get; } = new[]
    {
        DaqReflection.Descriptor,
        Daq.Wire.GrpcHealth.HealthReflection.Descriptor,
        Daq.Wire.NiDaq.NiDaqReflection.Descriptor,
    }.ToDictionary(file => file.Package);

    public static IReadOnlyDictionary<string, MessageDescriptor> Messages { get; } = Files.Values
        .SelectMany(file => file.MessageTypes)
        .ToDictionary(message => message.FullName);

    public static TheoryData<string> Packages => [.. Files.Keys];

    public static JsonElement Package(string name)
    {
        var path = Path.Combine(RepositoryRoot.Path, "eng", "daq-protos", "daq-messages.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.GetProperty("packages").GetProperty(name).Clone();
    }
}
