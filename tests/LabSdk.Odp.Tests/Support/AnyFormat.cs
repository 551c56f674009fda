using System.Diagnostics.CodeAnalysis;
using LabSdk.Odp.Formats;

namespace LabSdk.Odp.Tests;

/// <summary>Knows every id: a list of one parameter, or as many as the id's last digit says.</summary>
internal sealed class AnyFormat : IFormatSource
{
    public bool TryGetParameters(ulong id, [NotNullWhen(true)] out IReadOnlyList<string>? parameters)
    {
        parameters = [.. Enumerable.Range(0, (int)(id % 10)).Select(index => $"p{index}")];
        return true;
    }

    public bool TryGetEvent(ulong id, [NotNullWhen(true)] out string? identifier)
    {
        identifier = $"event {id}";
        return true;
    }
}
