using System.Diagnostics.CodeAnalysis;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Formats;

/// <summary>Which event a packet is about.</summary>
internal static class EventFormat
{
    /// <summary>The event's identifier, in line or by its id; neither set is id 0.</summary>
    public static bool TryResolve(EventDataFormat? format, IFormatSource formats, [NotNullWhen(true)] out string? identifier)
    {
        if (format?.FormatCase == EventDataFormat.FormatOneofCase.EventIdentifier)
        {
            identifier = format.EventIdentifier;
            return true;
        }

        return formats.TryGetEvent(format?.DataFormatIdentifier ?? 0, out identifier);
    }
}
