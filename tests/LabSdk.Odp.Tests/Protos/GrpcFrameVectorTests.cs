using Google.Protobuf;
using Grpc.Core;
using LabSdk.Grpc.Wire;
using LabSdk.Odp.Wire.Api;
using LabSdk.Testing;

namespace LabSdk.Odp.Tests.Protos;

/// <summary>The compiled service clients send the right frame to the right path.</summary>
[Trait("Category", "Vectors")]
public class GrpcFrameVectorTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("odp", "grpc-frames.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Client_sends_the_frame_to_the_path(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var path = vector.GetProperty("path").GetString()!;
        var message = vector.GetProperty("message").GetString()!;
        var request = ProtocolTable.Read(message, vector.GetProperty("fields"));

        var invoker = new RecordingInvoker();
        Call(path, request, invoker);

        Assert.Equal(path, invoker.Path);
        Assert.Equal(vector.GetProperty("frame_hex").GetString(), Convert.ToHexStringLower(invoker.Frame));
        Assert.Equal(request, ProtocolTable.Messages[message].Parser.ParseFrom(invoker.Frame.AsSpan(MessagePrefix.Length).ToArray()));
    }

    private static void Call(string path, IMessage request, RecordingInvoker invoker)
    {
        var method = ProtocolTable.Files.Values.SelectMany(file => file.Services).SelectMany(service => service.Methods)
            .Single(method => $"/{method.Service.FullName}/{method.Name}" == path);
        var type = typeof(ApiReflection).Assembly.GetTypes().Single(type => type.Name == method.Service.Name + "Client");
        var call = type.GetMethod(method.Name, [request.GetType(), typeof(CallOptions)])!;
        var client = Activator.CreateInstance(type, invoker)!;
        var error = Assert.Throws<System.Reflection.TargetInvocationException>(() => call.Invoke(client, [request, default(CallOptions)]));
        Assert.IsType<RecordedException>(error.InnerException);
    }

    private sealed class RecordedException : Exception;

    private sealed class RecordingInvoker : CallInvoker
    {
        public string Path { get; private set; } = "";

        public byte[] Frame { get; private set; } = [];

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            throw Record(method, request);

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            throw Record(method, request);

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw Record(method, request);

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

        private RecordedException Record<TRequest, TResponse>(Method<TRequest, TResponse> method, TRequest request)
            where TRequest : class
            where TResponse : class
        {
            Path = method.FullName;
            using var message = new OutgoingMessage();
            message.Serialize(request, method.RequestMarshaller, MessageEncoding.Identity);
            Frame = message.Framed.ToArray();
            return new RecordedException();
        }
    }
}
