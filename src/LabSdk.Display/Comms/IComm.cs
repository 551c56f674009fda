using System.Text.Json.Nodes;

namespace LabSdk.Display.Comms;

/// <summary>A conversation with a front end. Disposing it closes it there. Thread-safe; sending never blocks.</summary>
public interface IComm : IDisposable
{
    /// <summary>The id of the conversation.</summary>
    string Id { get; }

    /// <summary>The name it was opened with.</summary>
    string TargetName { get; }

    /// <summary>True when either side has closed it.</summary>
    bool IsClosed { get; }

    /// <summary>
    /// A message of the front end; raised in order, one at a time, also while a cell runs. Handlers should be quick. What
    /// a handler shows belongs to the cell that opened the comm.
    /// </summary>
    event Action<CommMessage>? Received;

    /// <summary>The front end has closed it, or knows nobody of the target's name. Raised once, not for an own close.</summary>
    event Action? Closed;

    /// <summary>Sends a message. Does nothing once the conversation is closed.</summary>
    /// <param name="data">The data; a JSON object.</param>
    /// <param name="metadata">Metadata of the message, or null for none.</param>
    void Send(JsonObject data, JsonObject? metadata = null);
}
