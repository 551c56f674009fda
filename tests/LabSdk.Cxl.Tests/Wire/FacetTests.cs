using System.Reflection;
using LabSdk.Cxl.Tests.Defects;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>Every command has a typed method on the right facet, and each of its forms sends that command.</summary>
public class FacetTests
{
    private static readonly CxlConfirmation Confirmation = CxlConfirmation.WithoutSerial("mem0");

    public static TheoryData<string> Ids => [.. CxlCommands.All.Where(command => command.Id != "vendor_specific").Select(command => command.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Each_method_sends_its_command(string id)
    {
        var known = new WireCommand(id);
        await using var bench = Bench.Mailbox((opcode, payload) => new byte[CxlCommands.Find(opcode, payload)!.ResponseMinimumSize]);
        var (facet, prefix) = id.StartsWith("fmapi_") ? ((object)bench.Endpoint.Fabric, "fmapi_")
            : known.Table.GetProperty("category").GetString() == "memdev" ? (bench.Endpoint.Memory, "memdev_") : (bench.Endpoint.Component, "");
        var name = WireNames.Pascal(id.StartsWith(prefix) ? id[prefix.Length..] : id) + "Async";
        var background = known.Command.Background != CxlBackgroundUse.No && known.Response is null;
        var methods = facet.GetType().GetMethods().Where(method => method.Name == name || method.Name == "Start" + name).ToArray();
        Assert.Equal(background, methods.Any(method => method.Name.StartsWith("Start")));
        Assert.Contains(methods, method => method.Name == name);
        foreach (var method in methods)
        {
            bench.Sent.Clear();
            var result = method.Invoke(facet, [.. method.GetParameters().Select(Argument)])!;
            var value = await Result(result);
            Assert.Equal(known.Command.Opcode, bench.Sent[^1].Opcode);
            Assert.Equal(known.Request is null ? 0 : WireCommand.Write(Activator.CreateInstance(known.Request)!).Length, bench.Sent[^1].Payload.Length);
            Assert.Equal(method.Name == name ? known.Response : typeof(CxlBackgroundOperation), value?.GetType());
            Assert.Equal(known.Command.Danger == CxlDanger.DataLoss, method.GetParameters().Any(parameter => parameter.ParameterType == typeof(CxlConfirmation)));
        }
    }

    private static object? Argument(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return type == typeof(CxlConfirmation) ? Confirmation
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? Array.CreateInstance(type.GenericTypeArguments[0], 0)
            : Activator.CreateInstance(type);
    }

    private static async Task<object?> Result(object pending)
    {
        var task = pending as Task ?? (Task)pending.GetType().GetMethod("AsTask")!.Invoke(pending, [])!;
        await task;
        var value = task.GetType().GetProperty("Result")?.GetValue(task);
        return value?.GetType().Name == "VoidTaskResult" ? null : value;
    }
}
