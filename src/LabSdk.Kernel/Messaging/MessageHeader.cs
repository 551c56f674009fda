namespace LabSdk.Kernel.Messaging;

/// <summary>The header of a message.</summary>
internal sealed record MessageHeader
{
    /// <summary>Unique per message.</summary>
    public string MsgId { get; set; } = "";

    /// <summary>Unique per client or kernel process.</summary>
    public string Session { get; set; } = "";

    /// <summary>Any text.</summary>
    public string Username { get; set; } = "";

    /// <summary>ISO 8601, UTC.</summary>
    public string Date { get; set; } = "";

    /// <summary>What the message is.</summary>
    public string MsgType { get; set; } = "";

    /// <summary>Version of the messaging protocol.</summary>
    public string Version { get; set; } = "";
}
