using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LabSdk.Kernel.Jupyter;

/// <summary>The file <c>kernel.json</c>: how a front end starts the kernel.</summary>
internal sealed record KernelSpec
{
    /// <summary>Program and arguments; a front end puts the path of its file in the place of the braces.</summary>
    public IReadOnlyList<string> Argv { get; set; } = [];

    /// <summary>What the user chooses.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>The language. Old notebooks find a kernel by it.</summary>
    public string Language { get; set; } = "C#";

    /// <summary>Interrupts come as messages, not as signals.</summary>
    public string InterruptMode { get; set; } = "message";

    /// <summary>Environment variables of the kernel.</summary>
    public IReadOnlyDictionary<string, string> Env { get; set; } = new Dictionary<string, string>();

    /// <summary>Who wrote the file.</summary>
    public JsonObject Metadata { get; set; } = [];

    /// <summary>The file as text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, KernelSpecJson.Default.KernelSpec) + "\n";

    /// <summary>Reads a file of anybody; null when it cannot be read.</summary>
    public static KernelSpec? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), KernelSpecJson.Default.KernelSpec);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>Generated converter of <see cref="KernelSpec"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(KernelSpec))]
internal sealed partial class KernelSpecJson : JsonSerializerContext;
