using System.Reflection;

namespace LabSdk.Cxl.Tests.Client;

/// <summary>Sends commands by their stable id and request bytes, through the typed requests and answers.</summary>
internal static class TypedCommands
{
    private static readonly Dictionary<string, Type> Requests = ByCommand(typeof(ICxlRequest<>));
    private static readonly Dictionary<string, Type> Answers = ByCommand(typeof(ICxlResponse<>));

    /// <summary>Reads the request, sends it, reads the answer; null for a command without one.</summary>
    public static async Task<object?> ExecuteAsync(CxlEndpoint endpoint, CxlCommand command, byte[] payload, CancellationToken cancellationToken = default)
    {
        var request = Requests.TryGetValue(command.Id, out var requestType)
            ? (ICxlRequest)requestType.GetMethod("Read", [typeof(ReadOnlyMemory<byte>)])!.Invoke(null, [new ReadOnlyMemory<byte>(payload)])!
            : null;
        if (!Answers.TryGetValue(command.Id, out var answerType))
        {
            await endpoint.ExecuteAsync(command, request, cancellationToken);
            return null;
        }

        var method = typeof(TypedCommands).GetMethod(nameof(AnswerAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(answerType);
        return await (Task<object>)method.Invoke(null, [endpoint, command, request, cancellationToken])!;
    }

    private static async Task<object> AnswerAsync<T>(CxlEndpoint endpoint, CxlCommand command, ICxlRequest? request, CancellationToken cancellationToken)
        where T : ICxlResponse<T> => await endpoint.ExecuteAsync<T>(command, request, cancellationToken);

    private static Dictionary<string, Type> ByCommand(Type role) => typeof(CxlCommand).Assembly.GetTypes()
        .Where(type => type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == role && one.GenericTypeArguments[0] == type))
        .ToDictionary(type => ((CxlCommand)type.GetProperty("Command")!.GetValue(null)!).Id);
}
