using System.Text.Json.Nodes;

namespace LabSdk.Kernel.Messaging;

/// <summary>Content of <c>execute_request</c>.</summary>
internal sealed record ExecuteRequest
{
    public string Code { get; init; } = "";

    public bool Silent { get; init; }

    public bool StoreHistory { get; init; } = true;

    public IReadOnlyDictionary<string, string>? UserExpressions { get; init; }

    public bool AllowStdin { get; init; }

    public bool StopOnError { get; init; } = true;
}

/// <summary>Content of <c>complete_request</c> and <c>inspect_request</c>; the position counts code points.</summary>
internal sealed record CursorRequest
{
    public string Code { get; init; } = "";

    public int CursorPos { get; init; }

    public int DetailLevel { get; init; }
}

/// <summary>Content of <c>is_complete_request</c>.</summary>
internal sealed record CodeRequest
{
    public string Code { get; init; } = "";
}

/// <summary>Content of <c>history_request</c>.</summary>
internal sealed record HistoryRequest
{
    public bool Output { get; init; }

    public bool Raw { get; init; }

    public string HistAccessType { get; init; } = "";

    public int? Session { get; init; }

    public int? Start { get; init; }

    public int? Stop { get; init; }

    public int? N { get; init; }

    public string? Pattern { get; init; }

    public bool Unique { get; init; }
}

/// <summary>Content of <c>shutdown_request</c> and its reply.</summary>
internal sealed record Shutdown
{
    public string? Status { get; init; }

    public bool Restart { get; init; }
}

/// <summary>Content of <c>comm_info_request</c>.</summary>
internal sealed record CommInfoRequest
{
    public string? TargetName { get; init; }
}

/// <summary>Content of <c>comm_open</c>, <c>comm_msg</c> and <c>comm_close</c>.</summary>
internal sealed record CommContent
{
    public string CommId { get; init; } = "";

    public string? TargetName { get; init; }

    public JsonObject? Data { get; init; }
}

/// <summary>Content of <c>input_reply</c>.</summary>
internal sealed record InputReply
{
    public string Value { get; init; } = "";
}
