using System.Text.Json.Nodes;

namespace LabSdk.Display.Comms;

/// <summary>
/// A sink whose front end can be talked to while and after a cell runs, over the comm messages of the Jupyter protocol.
/// Controls such as sliders are built on it. Not every front end answers: show a fallback beside every control.
/// </summary>
public interface ICommSink : IDisplaySink
{
    /// <summary>Opens a conversation with the front end. Does not wait for an answer: there is none in this protocol.</summary>
    /// <param name="targetName">Who is meant in the front end, for example <c>jupyter.widget</c>.</param>
    /// <param name="data">The opening data; a JSON object.</param>
    /// <param name="metadata">Metadata of the message, or null for none.</param>
    /// <param name="id">The id of the comm; default a fresh one.</param>
    IComm OpenComm(string targetName, JsonObject data, JsonObject? metadata = null, string? id = null);

    /// <summary>Registers who answers when the front end opens a comm; the last registration for a name wins.</summary>
    /// <param name="targetName">The name that the front end asks for.</param>
    /// <param name="opened">Called with the comm and the opening data, on a pool thread; must not block for long.</param>
    void RegisterTarget(string targetName, Action<IComm, CommMessage> opened);
}
