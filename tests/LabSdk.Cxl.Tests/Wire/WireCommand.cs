using System.Reflection;
using System.Text.Json;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>The records of one command, found by the naming rule.</summary>
internal sealed class WireCommand
{
    private static readonly Assembly Wire = typeof(CxlCommand).Assembly;

    public WireCommand(string id)
    {
        Id = id;
        var name = WireNames.Pascal(id);
        Command = CxlCommands.Find(id) ?? throw new Xunit.Sdk.XunitException($"No command {id}");
        Table = WireNames.Command(id);
        Request = Wire.GetType($"LabSdk.Cxl.{name}Request");
        Response = Wire.GetType($"LabSdk.Cxl.{name}");
    }

    public static IEnumerable<WireCommand> All => CxlCommands.All.Select(command => new WireCommand(command.Id));

    public string Id { get; }

    public CxlCommand Command { get; }

    public JsonElement Table { get; }

    public Type? Request { get; }

    public Type? Response { get; }

    public object ReadRequest(byte[] payload) => Invoke(Request!, (ReadOnlyMemory<byte>)payload);

    public object ReadResponse(ReadOnlyMemory<byte> payload, object? request) => Invoke(Response!, payload, request);

    public static byte[] Write(object record)
    {
        var type = record.GetType();
        var bytes = new byte[(int)type.GetProperty("Size")!.GetValue(record)!];
        var write = type.GetMethod("Write")!.CreateDelegate<Writer>(record);
        Assert.Equal(bytes.Length, write(bytes));
        return bytes;
    }

    /// <summary>The name of the request's or response's structure; null when it is bytes or entries.</summary>
    public string? Structure(string part) =>
        Table.GetProperty(part).GetString() is { } name && WireNames.Table.GetProperty("structs").TryGetProperty(name, out _) ? name : null;

    private static object Invoke(Type type, params object?[] arguments)
    {
        try
        {
            return type.GetMethod("Read")!.Invoke(null, arguments)!;
        }
        catch (TargetInvocationException error) when (error.InnerException is { } inner)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    private delegate int Writer(Span<byte> destination);
}
