using Grpc.Core;

namespace LabSdk.Grpc.Server.Faults;

/// <summary>One injury: which calls it meets, and what happens to them.</summary>
internal sealed class FaultRule
{
    private int _seen;

    private FaultRule(FaultKind kind) => Kind = kind;

    public FaultKind Kind { get; }

    /// <summary>The method by full path (<c>/package.Service/Method</c>) or by name; null means every method.</summary>
    public string? Method { get; init; }

    /// <summary>How many matching calls pass unharmed first.</summary>
    public int Skip { get; init; }

    /// <summary>How many calls are harmed.</summary>
    public int Count { get; init; } = int.MaxValue;

    public Status Status { get; private init; }

    public TimeSpan Pause { get; private init; }

    /// <summary>How many messages leave before the injury.</summary>
    public int AfterMessages { get; private init; }

    public int ErrorCode { get; private init; }

    public int BytesPerStep { get; private init; }

    /// <summary>The call ends with a status; its handler does not run.</summary>
    public static FaultRule Refuse(StatusCode code, string detail, string? method = null, int skip = 0, int count = int.MaxValue) =>
        new(FaultKind.Refuse) { Status = new Status(code, detail), Method = method, Skip = skip, Count = count };

    /// <summary>The handler starts late.</summary>
    public static FaultRule Delay(TimeSpan pause, string? method = null, int skip = 0, int count = int.MaxValue) =>
        new(FaultKind.Delay) { Pause = pause, Method = method, Skip = skip, Count = count };

    /// <summary>The connection is cut after that many messages; with 0 the handler does not run.</summary>
    public static FaultRule DropConnection(int afterMessages = 0, string? method = null, int skip = 0, int count = int.MaxValue) =>
        new(FaultKind.DropConnection) { AfterMessages = afterMessages, Method = method, Skip = skip, Count = count };

    /// <summary>The handler runs, then the connection is cut instead of the reply: the client cannot know that it was done.</summary>
    public static FaultRule LoseReply(string? method = null, int skip = 0, int count = int.MaxValue) =>
        new(FaultKind.LoseReply) { Method = method, Skip = skip, Count = count };

    /// <summary>After that many messages, half of the next one is sent and the connection is cut.</summary>
    public static FaultRule HalfMessage(int afterMessages = 0, string? method = null, int skip = 0, int count = int.MaxValue) =>
        new(FaultKind.HalfMessage) { AfterMessages = afterMessages, Method = method, Skip = skip, Count = count };

    /// <summary>The stream is reset with an HTTP/2 error code after that many messages; with 0 the handler does not run.</summary>
    public static FaultRule Reset(int errorCode, int afterMessages = 0, string? method = null, int skip = 0, int count = int.MaxValue) =>
        new(FaultKind.Reset) { ErrorCode = errorCode, AfterMessages = afterMessages, Method = method, Skip = skip, Count = count };

    /// <summary>Messages leave in small steps with a pause after each.</summary>
    public static FaultRule SlowWriter(int bytesPerStep, TimeSpan pause, string? method = null, int skip = 0, int count = int.MaxValue) =>
        new(FaultKind.SlowWriter) { BytesPerStep = bytesPerStep, Pause = pause, Method = method, Skip = skip, Count = count };

    /// <summary>Counts a matching call and says whether it is to be harmed.</summary>
    public bool Takes(IMethod method)
    {
        if (Method is not null && Method != method.FullName && Method != method.Name)
        {
            return false;
        }

        var index = Interlocked.Increment(ref _seen) - 1;
        return index >= Skip && index - Skip < Count;
    }
}
