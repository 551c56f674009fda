using System.Text.Json.Nodes;

namespace LabSdk.Kernel.Messaging;

/// <summary>A reply that says only that all is well.</summary>
internal sealed record OkReply
{
    public string Status { get; init; } = "ok";
}

/// <summary>A reply that says what went wrong.</summary>
internal sealed record ErrorReply(string Ename, string Evalue, IReadOnlyList<string> Traceback)
{
    public string Status { get; init; } = "error";

    /// <summary>Only in replies to <c>execute_request</c>.</summary>
    public int? ExecutionCount { get; init; }
}

/// <summary>Content of <c>execute_reply</c> of a cell that ran to its end.</summary>
internal sealed record ExecuteReply(int ExecutionCount, JsonObject UserExpressions)
{
    public string Status { get; init; } = "ok";

    /// <summary>The deprecated way to open a pager: never used.</summary>
    public IReadOnlyList<string> Payload { get; init; } = [];
}

/// <summary>Content of <c>complete_reply</c>; positions count code points.</summary>
internal sealed record CompleteReply(IReadOnlyList<string> Matches, int CursorStart, int CursorEnd, CompleteMetadata Metadata)
{
    public string Status { get; init; } = "ok";
}

/// <summary>Metadata of <c>complete_reply</c>.</summary>
internal sealed record CompleteMetadata
{
    [System.Text.Json.Serialization.JsonPropertyName("_jupyter_types_experimental")]
    public required IReadOnlyList<CompletionType> Types { get; init; }
}

/// <summary>One proposal with its kind, for front ends that show an icon.</summary>
internal sealed record CompletionType(string Text, string Type, string Signature, int Start, int End);

/// <summary>Content of <c>inspect_reply</c>.</summary>
internal sealed record InspectReply(bool Found, JsonObject Data)
{
    public string Status { get; init; } = "ok";

    public JsonObject Metadata { get; init; } = [];
}

/// <summary>Content of <c>is_complete_reply</c>.</summary>
internal sealed record IsCompleteReply(string Status, string? Indent);

/// <summary>Content of <c>history_reply</c>: arrays of session, line and input, or input and output.</summary>
internal sealed record HistoryReply(JsonArray History)
{
    public string Status { get; init; } = "ok";
}

/// <summary>Content of <c>comm_info_reply</c>.</summary>
internal sealed record CommInfoReply(IReadOnlyDictionary<string, CommTarget> Comms)
{
    public string Status { get; init; } = "ok";
}

/// <summary>What <c>comm_info_reply</c> says of one comm.</summary>
internal sealed record CommTarget(string TargetName);

/// <summary>Content of <c>kernel_info_reply</c>.</summary>
internal sealed record KernelInfoReply(string ProtocolVersion, string Implementation, string ImplementationVersion, LanguageInfo LanguageInfo, string Banner)
{
    public string Status { get; init; } = "ok";

    public IReadOnlyList<HelpLink> HelpLinks { get; init; } = [];

    public bool Debugger { get; init; }

    public IReadOnlyList<string> SupportedFeatures { get; init; } = [];
}

/// <summary>The language, as front ends want to know it.</summary>
internal sealed record LanguageInfo(string Name, string Version, string Mimetype, string FileExtension, string PygmentsLexer, string CodemirrorMode);

/// <summary>An entry of the front end's help menu.</summary>
internal sealed record HelpLink(string Text, string Url);
