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
            $"{CxlOpcodes.Describe(opcode)} on {endpoint} was refused. CXLMI error: {code.ToText() ?? "unknown"} (code {(int)code}).{vendor}{where}{again}",
            code.Advice())
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

    /// <summary>An error of a link, told with the command and endpoint that the caller named; null for errors that need no more.</summary>
    public static LabException? About(LabException error, ushort opcode, string endpoint)
    {
        const string prefix = "CXLMI command failed: ";
        var problem = $"{prefix}{CxlOpcodes.Describe(opcode)} on {endpoint}: {error.Problem.Replace(prefix, "", StringComparison.Ordinal)}";
        return error switch
        {
            CxlTimeoutException late => new CxlTimeoutException(problem, late.Hint, late) { Opcode = opcode, Endpoint = endpoint, Timeout = late.Timeout, DroppedMessages = late.DroppedMessages },
            CxlIoException failed => new CxlIoException(failed.Errno, problem, failed.Hint, failed.ErrorId, failed) { Opcode = opcode, Endpoint = endpoint },
            CxlProtocolException broken => new CxlProtocolException(problem, broken.Hint, broken) { Opcode = opcode, Endpoint = endpoint },
            _ => null,
        };
    }

    /// <summary>True when neither component nor driver have the command.</summary>
    public static bool IsNotImplemented(LabException error) => error
        is CxlDeviceException { ReturnCode: CxlReturnCode.Unsupported or CxlReturnCode.UnsupportedMailbox, IsTunnelRefused: false }
        or CxlIoException { Errno: LinuxErrno.ENoTty };

    /// <summary>True when the component is busy now and will answer later.</summary>
    public static bool IsBusy(LabException error) => error
        is CxlDeviceException { ReturnCode: CxlReturnCode.Busy or CxlReturnCode.RetryRequired }
        or CxlIoException { Errno: LinuxErrno.EBusy or LinuxErrno.EAgain or LinuxErrno.EIntr };
}
