using System.Text;
using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Turns refusals into the statuses and trailers of the daemon.</summary>
internal static class RpcErrors
{
    /// <summary>The daemon's limit for one hardware command.</summary>
    public static readonly TimeSpan CommandLimit = TimeSpan.FromSeconds(15);

    public static RpcException Error(StatusCode code, string text) => new(new Status(code, text));

    public static RpcException NotFound(string text) => Error(StatusCode.NotFound, text);

    public static RpcException InvalidArgument(string text) => Error(StatusCode.InvalidArgument, text);

    /// <summary>Maps a driver error: by its kind when it has one, else by the words of its text.</summary>
    public static RpcException From(DriverFault fault)
    {
        if (fault.Kind is not { } kind)
        {
            return Error(HardwareErrorText.Code(fault.Message), fault.Message);
        }

        var driver = AsciiOnly(fault.DriverType ?? "");
        var trailers = new Metadata
        {
            { "x-daq-error-kind", "driver" },
            { "x-daq-driver-type", driver },
            { "x-daq-driver-kind", kind },
        };
        return new RpcException(new Status(KindCode(kind), $"Driver '{fault.DriverType}' {kind} error: {fault.Message}"), trailers);
    }

    /// <summary>Runs a hardware command under the daemon's 15 s limit and maps driver errors.</summary>
    public static async Task<T> CommandAsync<T>(
        string operation, TimeProvider time, Func<CancellationToken, Task<T>> command, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(CommandLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await command(either.Token).ConfigureAwait(false);
        }
        catch (DriverFault fault)
        {
            throw From(fault);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Error(StatusCode.DeadlineExceeded, $"{operation} timed out after 15s");
        }
    }

    /// <summary>Maps driver errors of a command that does not wait.</summary>
    public static T Command<T>(Func<T> command)
    {
        try
        {
            return command();
        }
        catch (DriverFault fault)
        {
            throw From(fault);
        }
    }

    private static StatusCode KindCode(string kind) => kind switch
    {
        "configuration" or "invalid_parameter" => StatusCode.InvalidArgument,
        "initialization" => StatusCode.FailedPrecondition,
        "communication" or "hardware" => StatusCode.Unavailable,
        "timeout" => StatusCode.DeadlineExceeded,
        "permission" => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };

    private static string AsciiOnly(string text)
    {
        var ascii = new StringBuilder(text.Length);
        foreach (var character in text.Where(char.IsAscii))
        {
            ascii.Append(character);
        }

        return ascii.Length > 0 ? ascii.ToString() : "unknown";
    }
}
