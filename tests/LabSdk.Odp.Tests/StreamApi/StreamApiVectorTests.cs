using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using LabSdk.Grpc;
using LabSdk.Grpc.Wire;
using LabSdk.Odp.Tests.Protos;
using LabSdk.Odp.Wire.Api;
using LabSdk.Testing;

namespace LabSdk.Odp.Tests.StreamApi;

/// <summary>The bytes of the vectors over real connections: what the server gets, and what the client makes of what it sends.</summary>
[Trait("Category", "Vectors")]
public sealed class StreamApiVectorTests
{
    public static TheoryData<string, string> Frames => Vectors.Load("odp", "grpc-frames.json");

    [Theory]
    [MemberData(nameof(Frames))]
    public async Task Server_gets_the_frame(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var path = vector.GetProperty("path").GetString()!;
        await using var server = await ScriptedServer.StartAsync();
        await using var channel = GrpcChannel.Create(server.Server.Address);

        await CallAsync(MethodAt(path), ProtocolTable.Read(vector.GetProperty("message").GetString()!, vector.GetProperty("fields")), channel);

        var (gotPath, got) = Assert.Single(server.Requests);
        Assert.Equal(path, gotPath);
        Assert.Equal(vector.GetProperty("frame_hex").GetString()![(2 * MessagePrefix.Length)..], Convert.ToHexStringLower(got));
    }

    [Fact]
    public async Task Client_reads_every_answer_of_the_vectors()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var channel = GrpcChannel.Create(server.Server.Address);
        var checkedAnswers = 0;
        foreach (var vector in ((IEnumerable<object[]>)Vectors.Load("odp", "messages.json")).Select(row => Vectors.Parse((string)row[1])))
        {
            var message = vector.GetProperty("message").GetString()!;
            foreach (var method in Methods().Where(method => method.OutputType.FullName == message))
            {
                var bytes = Convert.FromHexString(vector.GetProperty("hex").GetString()!);
                server.AnswerBytes(method.Name, bytes);
                var answer = await CallAsync(method, (IMessage)Activator.CreateInstance(method.InputType.ClrType)!, channel);
                Assert.Equal(ProtocolTable.Read(message, vector.GetProperty("fields")), answer);
                checkedAnswers++;
            }
        }

        Assert.True(checkedAnswers >= Methods().Count(), $"Only {checkedAnswers} answers.");
    }

    private static IEnumerable<MethodDescriptor> Methods() => ProtocolTable.Files.Values.SelectMany(file => file.Services).SelectMany(service => service.Methods);

    private static MethodDescriptor MethodAt(string path) => Methods().Single(method => $"/{method.Service.FullName}/{method.Name}" == path);

    // Through the generated client, as its users call it; the last answer of a stream.
    private static async Task<IMessage?> CallAsync(MethodDescriptor method, IMessage request, GrpcChannel channel)
    {
        var type = typeof(ApiReflection).Assembly.GetTypes().Single(type => type.Name == method.Service.Name + "Client");
        var client = Activator.CreateInstance(type, channel.CreateCallInvoker())!;
        if (method.IsClientStreaming)
        {
            dynamic call = type.GetMethod(method.Name, [typeof(CallOptions)])!.Invoke(client, [default(CallOptions)])!;
            await ((Task)call.RequestStream.CompleteAsync()).WaitAsync(TimeSpan.FromSeconds(30));
            return await AwaitAsync((Task)call.ResponseAsync);
        }

        var start = type.GetMethod(method.Name + (method.IsServerStreaming ? "" : "Async"), [request.GetType(), typeof(CallOptions)])!;
        object pending = start.Invoke(client, [request, default(CallOptions)])!;
        if (!method.IsServerStreaming)
        {
            return await AwaitAsync((Task)pending.GetType().GetProperty("ResponseAsync")!.GetValue(pending)!);
        }

        var stream = pending.GetType().GetProperty("ResponseStream")!.GetValue(pending)!;
        var reader = stream.GetType().GetInterfaces().Single(each => each.Name.StartsWith("IAsyncStreamReader", StringComparison.Ordinal));
        IMessage? last = null;
        while (await ((Task<bool>)reader.GetMethod("MoveNext")!.Invoke(stream, [CancellationToken.None])!).WaitAsync(TimeSpan.FromSeconds(30)))
        {
            last = (IMessage)reader.GetProperty("Current")!.GetValue(stream)!;
        }

        return last;
    }

    private static async Task<IMessage> AwaitAsync(Task answer)
    {
        await answer.WaitAsync(TimeSpan.FromSeconds(30));
        return (IMessage)answer.GetType().GetProperty("Result")!.GetValue(answer)!;
    }
}
