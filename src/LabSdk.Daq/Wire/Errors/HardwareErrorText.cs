using Grpc.Core;

namespace LabSdk.Daq.Wire;

/// <summary>The daemon's rule for driver errors without structure: the words of the text decide, first match wins, case-insensitive.</summary>
internal static class HardwareErrorText
{
    private static readonly (StatusCode Code, string[] Words)[] Rules =
    [
        (StatusCode.NotFound, ["not found", "no such device"]),
        (StatusCode.FailedPrecondition, ["busy", "in use", "already", "not armed", "not streaming", "streaming", "precondition"]),
        (StatusCode.Unavailable, ["timeout", "communication", "connection"]),
        (StatusCode.InvalidArgument, ["invalid", "out of range", "bounds"]),
        (StatusCode.Unimplemented, ["not supported", "unsupported"]),
    ];

    public static StatusCode Code(string text)
    {
        foreach (var (code, words) in Rules)
        {
            if (words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                return code;
            }
        }

        return StatusCode.Internal;
    }
}
