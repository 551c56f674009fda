using System.Text.Json;
using System.Text.Json.Serialization;

namespace LabSdk.Data;

/// <summary>What a file keeps about a column besides its values.</summary>
internal sealed record ColumnDescription(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("unit")] string? Unit = null,
    [property: JsonPropertyName("role")] string? Role = null,
    [property: JsonPropertyName("source")] string? Source = null,
    [property: JsonPropertyName("shape")] int[]? Shape = null)
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    [JsonIgnore]
    public ColumnInfo Info => new(Name)
    {
        Unit = Unit,
        Role = Enum.TryParse<ColumnRole>(Role, true, out var role) && Enum.IsDefined(role) ? role : ColumnRole.Other,
        Source = Source,
        Shape = Shape,
    };

    [JsonIgnore]
    public Type? ElementType => Element.TypeNamed(Kind);

    public static ColumnDescription Of(DataColumn column) => new(
        column.Name,
        Element.NameOf(column.ElementType),
        column.Unit,
        column.Role == ColumnRole.Other ? null : column.Role.ToString().ToLowerInvariant(),
        column.Source,
        column.Info.Shape?.ToArray());

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Reads a description; null when it is not one.</summary>
    public static ColumnDescription? Parse(ReadOnlySpan<char> json)
    {
        try
        {
            var read = JsonSerializer.Deserialize<ColumnDescription>(json, Options);
            return read is { Kind: not null } && !string.IsNullOrEmpty(read.Name) && HasRealShape(read.Shape) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool HasRealShape(int[]? shape) => shape is null || (shape.Length > 0 && shape.All(size => size >= 0));
}
