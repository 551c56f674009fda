namespace LabSdk.Hosting;

/// <summary>
/// Makes .NET Interactive (Polyglot Notebooks) show a type through our views. That host looks for an attribute of exactly
/// this simple name in any namespace and reads its properties by name, so neither side references the other.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
internal sealed class TypeFormatterSourceAttribute : Attribute
{
    /// <summary>The type that makes the formatters; read by the host.</summary>
    public Type FormatterSourceType { get; } = typeof(HostFormatters);

    /// <summary>The only form that is made unasked. JSON forms would reach Jupyter as strings, which its renderers reject.</summary>
    public string[] PreferredMimeTypes { get; } = ["text/html"];
}
