namespace LabSdk.Kernel.Messaging;

/// <summary>The header of a message.</summary>
internal sealed record MessageHeader
{
    /// <summary>Unique per message.</summary>
    public string MsgId { get; init; } = "";

    /// <summary>Unique per client or kernel process.</summary>
    public string Session { get; init; } = "";

    /// <summary>Any text.</summary>
    public string Username { get; init; } = "";

    /// <summary>ISO 8601, UTC.</summary>
    public string Date { get; init; } = "";

    /// <summary>What the message is.</summary>
    public string MsgType { get; init; } = "";

    /// <summary>Version of the messaging protocol.</summary>
    public string Version { get; init; } = "";
}
