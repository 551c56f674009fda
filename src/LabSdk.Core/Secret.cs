using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LabSdk;

/// <summary>
/// A token, key or password. Its text, debugger, JSON and HTML forms are a fixed mask that shows neither a part of the
/// value nor its length; the value is reachable only through <see cref="Reveal"/>.
/// </summary>
/// <remarks>Thread-safe: immutable.</remarks>
[DebuggerDisplay("{Mask,nq}")]
[JsonConverter(typeof(SecretJsonConverter))]
public sealed class Secret : IEquatable<Secret>
{
    /// <summary>What is shown in place of every secret.</summary>
    public const string Mask = "••••";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Wraps a secret text.</summary>
    /// <param name="value">The secret; not null, may be empty.</param>
    public Secret(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>True when there is no text in it.</summary>
    public bool IsEmpty => _value.Length == 0;

    /// <summary>Wraps a text, so that options can be written as <c>Token = "..."</c>.</summary>
    /// <param name="value">The secret.</param>
    public static implicit operator Secret(string value) => new(value);

    /// <summary>Returns the value itself. Call it only where the value goes onto the wire.</summary>
    public string Reveal() => _value;

    /// <summary>Returns the mask, never the value.</summary>
    public override string ToString() => Mask;

    /// <inheritdoc/>
    public bool Equals(Secret? other) =>
        other is not null && System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(_value), System.Text.Encoding.UTF8.GetBytes(other._value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    private sealed class SecretJsonConverter : JsonConverter<Secret>
    {
        public override Secret? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } text ? new Secret(text) : null;

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Mask);
    }
}
