using System.Text.Json.Nodes;

namespace LabSdk.Kernel.Messaging;

/// <summary>Content of <c>execute_request</c>.</summary>
internal sealed record ExecuteRequest
{
    public string Code { get; set; } = "";

    public bool Silent { get; set; }

    public bool StoreHistory { get; set; } = true;

    public IReadOnlyDictionary<string, string>? UserExpressions { get; set; }

    public bool AllowStdin { get; set; }

    public bool StopOnError { get; set; } = true;
}

/// <summary>Content of <c>complete_request</c> and <c>inspect_request</c>; the position counts code points.</summary>
internal sealed record CursorRequest
{
    public string Code { get; set; } = "";

    public int CursorPos { get; set; }

    public int DetailLevel { get; set; }
}

/// <summary>Content of <c>is_complete_request</c>.</summary>
internal sealed record CodeRequest
{
    public string Code { get; set; } = "";
}

/// <summary>Content of <c>history_request</c>.</summary>
internal sealed record HistoryRequest
{
    public bool Output { get; set; }

    public bool Raw { get; set; }

    public string HistAccessType { get; set; } = "";

    public int? Session { get; set; }

    public int? Start { get; set; }

    public int? Stop { get; set; }

    public int? N { get; set; }

    public string? Pattern { get; set; }

    public bool Unique { get; set; }
}

/// <summary>Content of <c>shutdown_request</c> and its reply.</summary>
internal sealed record Shutdown
{
    public string? Status { get; set; }

    public bool Restart { get; set; }
}

/// <summary>Content of <c>comm_info_request</c>.</summary>
internal sealed record CommInfoRequest
{
    public string? TargetName { get; set; }
}

/// <summary>Content of <c>comm_open</c>, <c>comm_msg</c> and <c>comm_close</c>.</summary>
internal sealed record CommContent
{
    public string CommId { get; set; } = "";

    public string? TargetName { get; set; }

    public JsonObject? Data { get; set; }
}

/// <summary>Content of <c>input_reply</c>.</summary>
internal sealed record InputReply
{
    public string Value { get; set; } = "";
}
