using System.Diagnostics.CodeAnalysis;

namespace LabSdk.Odp.Formats;

/// <summary>Where decoders look up format ids of one data source.</summary>
internal interface IFormatSource
{
    /// <summary>The ordered parameters of an id.</summary>
    bool TryGetParameters(ulong id, [NotNullWhen(true)] out IReadOnlyList<string>? parameters);

    /// <summary>The event of an id.</summary>
    bool TryGetEvent(ulong id, [NotNullWhen(true)] out string? identifier);
}
