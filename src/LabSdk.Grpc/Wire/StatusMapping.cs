using System.Globalization;
using Grpc.Core;

namespace LabSdk.Grpc.Wire;

/// <summary>Which gRPC code an HTTP answer, an HTTP/2 error code or a header text stands for.</summary>
internal static class StatusMapping
{
    /// <summary>The code of an HTTP answer that carries no grpc-status.</summary>
    public static StatusCode FromHttpStatus(int status) => status switch
    {
        400 => StatusCode.Internal,
        401 => StatusCode.Unauthenticated,
        403 => StatusCode.PermissionDenied,
        404 => StatusCode.Unimplemented,
        429 => StatusCode.Unavailable,
        431 => StatusCode.Internal,
        502 or 503 or 504 => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    /// <summary>The code of a stream that the peer reset with an HTTP/2 error code.</summary>
    public static StatusCode FromHttp2Error(long error) => error switch
    {
        7 => StatusCode.Unavailable,
        8 => StatusCode.Cancelled,
        11 => StatusCode.ResourceExhausted,
        12 => StatusCode.PermissionDenied,
        >= 0 and <= 10 => StatusCode.Internal,
        _ => StatusCode.Unknown,
    };

    public static string Http2ErrorName(long error) => error switch
    {
        0 => "NO_ERROR",
        1 => "PROTOCOL_ERROR",
        2 => "INTERNAL_ERROR",
        3 => "FLOW_CONTROL_ERROR",
        4 => "SETTINGS_TIMEOUT",
        5 => "STREAM_CLOSED",
        6 => "FRAME_SIZE_ERROR",
        7 => "REFUSED_STREAM",
        8 => "CANCEL",
        9 => "COMPRESSION_ERROR",
        10 => "CONNECT_ERROR",
        11 => "ENHANCE_YOUR_CALM",
        12 => "INADEQUATE_SECURITY",
        13 => "HTTP_1_1_REQUIRED",
        _ => error.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Reads <c>grpc-status</c>: decimal, no sign, no leading zero; everything else, also a code nobody knows, is UNKNOWN.</summary>
    public static StatusCode ParseStatus(ReadOnlySpan<char> text)
    {
        if (text.Length is < 1 or > 2 || (text.Length == 2 && text[0] == '0'))
        {
            return StatusCode.Unknown;
        }

        var value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return StatusCode.Unknown;
            }

            value = (value * 10) + (digit - '0');
        }

        return value <= (int)StatusCode.Unauthenticated ? (StatusCode)value : StatusCode.Unknown;
    }

    /// <summary>The text of <c>grpc-status</c>, without allocating.</summary>
    public static string Text(StatusCode code) => (uint)code < (uint)Texts.Length ? Texts[(int)code] : "2";

    private static readonly string[] Texts =
        [.. Enumerable.Range(0, 17).Select(code => code.ToString(CultureInfo.InvariantCulture))];
}
