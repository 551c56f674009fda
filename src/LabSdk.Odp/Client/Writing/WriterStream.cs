using LabSdk.Odp.Topics;

namespace LabSdk.Odp.Writing;

/// <summary>How far the sequence of a session has come on one stream. A step that was interrupted is done again, a done one never.</summary>
internal sealed class WriterStream(string name, TopicRoute route)
{
    /// <summary>The name; empty for the main stream.</summary>
    public string Name => name;

    public TopicRoute Route => route;

    public bool HasTopic { get; set; }

    public bool IsStarted { get; set; }

    public bool IsStartTold { get; set; }

    /// <summary>How many of the session's configurations it has got.</summary>
    public int Configurations { get; set; }

    public bool HasOutLap { get; set; }

    public bool IsStopTold { get; set; }

    public bool IsEnded { get; set; }
}
