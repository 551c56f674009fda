using System.Text.Json.Nodes;
using LabSdk.Display.Comms;

namespace LabSdk.Display.Widgets;

/// <summary>One model in the front end and the comm to it.</summary>
internal sealed class WidgetModel : IDisposable
{
    private readonly IWidgetProtocol _protocol;
    private readonly WidgetKind _kind;
    private readonly Func<JsonObject> _values;
    private readonly IComm _comm;

    /// <summary>Opens a model.</summary>
    /// <param name="sink">Where.</param>
    /// <param name="protocol">In which form.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="values">Gives all its values as they are now.</param>
    public WidgetModel(ICommSink sink, IWidgetProtocol protocol, WidgetKind kind, Func<JsonObject> values)
    {
        _protocol = protocol;
        _kind = kind;
        _values = values;
        _comm = sink.OpenComm(WidgetFrontEnds.Target, protocol.Open(kind, values()), protocol.OpenMetadata());
        _comm.Received += Receive;
        _comm.Closed += ClosedByFrontEnd;
        OpenWidgets.Add(this);
    }

    /// <summary>Values were changed by the user, or a custom event came.</summary>
    public event Action<WidgetMessage>? Received;

    /// <summary>The front end has closed the model.</summary>
    public event Action? Closed;

    public string Id => _comm.Id;

    /// <summary>How other models name this one.</summary>
    public string Reference => "IPY_MODEL_" + _comm.Id;

    /// <summary>Names of model and view and all values.</summary>
    public JsonObject AllValues()
    {
        var all = _protocol.Names(_kind);
        foreach (var (name, value) in _values())
        {
            all[name] = value?.DeepClone();
        }

        return all;
    }

    /// <summary>Tells the front end changed values.</summary>
    public void Update(JsonObject values) => _comm.Send(_protocol.Update(values));

    /// <summary>Tells the front end to show a view, where that takes a message.</summary>
    public void Display()
    {
        if (_protocol.ShowsByMessage)
        {
            _comm.Send(new JsonObject { ["method"] = "display" });
        }
    }

    public void Dispose()
    {
        OpenWidgets.Remove(this);
        _comm.Received -= Receive;
        _comm.Closed -= ClosedByFrontEnd;
        _comm.Dispose();
    }

    private void Receive(CommMessage message)
    {
        var read = _protocol.Read(message.Data);
        switch (read.Kind)
        {
            case WidgetMessageKind.RequestState:
                Update(AllValues());
                break;
            case WidgetMessageKind.Update or WidgetMessageKind.Custom:
                Received?.Invoke(read);
                break;
        }
    }

    private void ClosedByFrontEnd()
    {
        OpenWidgets.Remove(this);
        Closed?.Invoke();
    }
}
