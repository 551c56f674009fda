using System.Globalization;

namespace LabSdk.Cxl;

/// <summary>Builds the family's errors, with the message shapes that users of the reference know.</summary>
internal static class CxlErrors
{
    /// <summary>A failing code.</summary>
    /// <param name="answer">The answer, and where it came from.</param>
    /// <param name="opcode">The command.</param>
    /// <param name="endpoint">The name of the endpoint.</param>
    /// <param name="retries">How often it was tried again.</param>
    public static CxlDeviceException Refused(TunnelReply answer, ushort opcode, string endpoint, int retries = 0)
    {
        var code = answer.Reply.ReturnCode;
        var vendor = answer.Reply.VendorStatus is > 0 and var status ? string.Create(CultureInfo.InvariantCulture, $" Vendor status {status:X4}h.") : "";
        var where = answer.IsTunnelRefused ? $" The tunnel failed at level {answer.Level}: the command did not reach its target." : "";
        var again = retries > 0 ? $" Tried {retries + 1} times." : "";
        return new CxlDeviceException(
            code,
            $"{CxlOpcodes.Describe(opcode)} on {endpoint} was refused. CXLMI error: {TextOf(code)} (code {(int)code}).{vendor}{where}{again}",
            Advice(code))
        {
            Opcode = opcode,
            Endpoint = endpoint,
            VendorStatus = answer.Reply.VendorStatus,
            TunnelLevel = answer.Level,
            IsTunnelRefused = answer.IsTunnelRefused,
            Payload = answer.Reply.Payload,
        };
    }

    /// <summary>A fault found in an answer, told with command and endpoint.</summary>
    public static CxlProtocolException Broken(CxlProtocolException error, ushort opcode, string endpoint, int level) => new(
        $"CXLMI command failed: the answer to {CxlOpcodes.Describe(opcode)} on {endpoint} cannot be used. {error.Problem}", error.Hint, error)
    {
        Opcode = opcode,
        Endpoint = endpoint,
        TunnelLevel = level,
    };

    private static string TextOf(CxlReturnCode code) => code.ToString();

    private static string? Advice(CxlReturnCode code) => null;
}
