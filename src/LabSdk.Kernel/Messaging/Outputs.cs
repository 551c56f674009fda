using System.Text.Json.Nodes;

namespace LabSdk.Kernel.Messaging;

/// <summary>Content of <c>status</c>.</summary>
internal sealed record StatusContent(string ExecutionState);

/// <summary>Content of <c>execute_input</c>.</summary>
internal sealed record ExecuteInputContent(string Code, int ExecutionCount);

/// <summary>Content of <c>stream</c>.</summary>
internal sealed record StreamText(string Name, string Text);

/// <summary>Content of <c>error</c>.</summary>
internal sealed record ErrorContent(string Ename, string Evalue, IReadOnlyList<string> Traceback);

/// <summary>Content of <c>clear_output</c>.</summary>
internal sealed record ClearOutputContent(bool Wait);

/// <summary>Content of <c>input_request</c>.</summary>
internal sealed record InputRequestContent(string Prompt, bool Password);

/// <summary>Content of <c>comm_open</c>, <c>comm_msg</c> and <c>comm_close</c> on their way out.</summary>
internal sealed record CommOutput(string CommId, string? TargetName, JsonObject Data);
