using System.Globalization;
using Grpc.Core;

namespace LabSdk.Grpc.Wire;

/// <summary>The refusal to send a message that is too large; the peer never sees it.</summary>
internal static class SendLimit
{
    public static RpcException Exceeded(string what, int length, int limit) => new(new Status(
        StatusCode.ResourceExhausted,
        string.Create(CultureInfo.InvariantCulture, $"The {what} of {length} bytes is larger than the send limit of {limit} bytes.")));
}
