using System.Text.Json.Serialization;

namespace LabSdk.Kernel.Messaging;

/// <summary>Generated converters: reflection would cost a quarter of a second at the start of the kernel.</summary>
/// <remarks>What is read has setters: generated code gives <c>init</c> properties the type's default when they are missing.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageHeader))]
[JsonSerializable(typeof(ExecuteRequest))]
[JsonSerializable(typeof(CursorRequest))]
[JsonSerializable(typeof(CodeRequest))]
[JsonSerializable(typeof(HistoryRequest))]
[JsonSerializable(typeof(Shutdown))]
[JsonSerializable(typeof(CommInfoRequest))]
[JsonSerializable(typeof(CommContent))]
[JsonSerializable(typeof(InputReply))]
[JsonSerializable(typeof(OkReply))]
[JsonSerializable(typeof(ErrorReply))]
[JsonSerializable(typeof(ExecuteReply))]
[JsonSerializable(typeof(CompleteReply))]
[JsonSerializable(typeof(InspectReply))]
[JsonSerializable(typeof(IsCompleteReply))]
[JsonSerializable(typeof(HistoryReply))]
[JsonSerializable(typeof(CommInfoReply))]
[JsonSerializable(typeof(KernelInfoReply))]
[JsonSerializable(typeof(StatusContent))]
[JsonSerializable(typeof(ExecuteInputContent))]
[JsonSerializable(typeof(StreamText))]
[JsonSerializable(typeof(ErrorContent))]
[JsonSerializable(typeof(ClearOutputContent))]
[JsonSerializable(typeof(InputRequestContent))]
[JsonSerializable(typeof(CommOutput))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
internal sealed partial class MessageJson : JsonSerializerContext;
