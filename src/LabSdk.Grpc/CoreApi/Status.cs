namespace Grpc.Core;

/// <summary>Outcome of a call: code, text for people, and the local exception behind it (never sent).</summary>
internal readonly record struct Status(StatusCode StatusCode, string Detail, Exception? DebugException = null)
{
    public static Status DefaultSuccess { get; } = new(StatusCode.OK, "");

    public static Status DefaultCancelled { get; } = new(StatusCode.Cancelled, "");

    public override string ToString() => DebugException is null
        ? $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")"
        : $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\", DebugException=\"{DebugException.GetType().FullName}: {DebugException.Message}\")";
}
