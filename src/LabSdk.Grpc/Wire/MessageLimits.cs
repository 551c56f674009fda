using Grpc.Core;

namespace LabSdk.Grpc.Wire;

/// <summary>What a receiver accepts, and how it words a refusal.</summary>
/// <param name="MaxReceive">Largest message in bytes, after decompression; <see cref="int.MaxValue"/> means no limit.</param>
/// <param name="DaemonStyle">True to refuse as tonic does: OUT_OF_RANGE with its text, instead of RESOURCE_EXHAUSTED.</param>
internal sealed record MessageLimits(int MaxReceive, bool DaemonStyle = false)
{
    public RpcException TooLarge(long found) => DaemonStyle
        ? new RpcException(new Status(
            StatusCode.OutOfRange,
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Error, message length too large: found {found} bytes, the limit is: {MaxReceive} bytes")))
        : new RpcException(new Status(
            StatusCode.ResourceExhausted,
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Received message of {found} bytes is larger than the limit of {MaxReceive} bytes.")));

    /// <summary>While inflating only "more than the limit" is known.</summary>
    public RpcException TooLargeInflated() => TooLarge((long)MaxReceive + 1);
}
