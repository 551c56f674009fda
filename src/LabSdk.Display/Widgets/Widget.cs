using System.Text.Json.Nodes;
using LabSdk.Display.Comms;
using LabSdk.Hosting;

namespace LabSdk.Display.Widgets;

/// <summary>
/// A control of a notebook: set its properties, listen to its events, put it into boxes, show it as the last expression of a
/// cell or with <c>Show()</c>. Where no front end draws controls it is shown as a card with its values.
/// </summary>
/// <remarks>
/// Thread-safe. Events are raised on a pool thread, one at a time for each control, only for what the user does; they may block.
/// The same control can be shown several times: all views follow it.
/// </remarks>
[TypeFormatterSource]
public abstract class Widget : ISelfShowing, IDisposable
{
    private readonly Lock _lock = new();
    private readonly HandlerQueue _handlers = new();
    private readonly Dictionary<string, string> _layout = [];
    private WidgetModel? _model;
    private WidgetModel? _layoutModel;
    private int _shown;
    private bool _isDisposed;

    private protected Widget()
    {
    }

    /// <summary>True when the user cannot change it. Default false.</summary>
    public bool IsDisabled
    {
        get;
        set => Set(ref field, value, "disabled", value);
    }

    /// <summary>The text beside the control. Default none.</summary>
    public string Description
    {
        get;
        set => Set(ref field, value ?? throw new ArgumentNullException(nameof(value)), "description", Label(value));
    }
        = "";

    /// <summary>The unit of its values, shown behind the description. Default none.</summary>
    public string Unit
    {
        get;
        set => Set(ref field, value ?? throw new ArgumentNullException(nameof(value)), "description", Label(Description, value));
    }
        = "";

    /// <summary>Its width as CSS, for example <c>240px</c> or <c>100%</c>; null, the default, leaves it to the front end. Set it before it is shown.</summary>
    public string? Width
    {
        get => _layout.GetValueOrDefault("width");
        init
        {
            if (value is not null)
            {
                SetLayout("width", value);
            }
        }
    }

    /// <summary>What draws it in the front end.</summary>
    internal abstract WidgetKind Kind { get; }

    /// <summary>The controls in it.</summary>
    internal virtual IReadOnlyList<Widget> Parts => [];

    /// <summary>Characters of HTML in it and its parts.</summary>
    internal virtual int Length => Parts.Sum(part => part.Length);

    /// <summary>True while some place shows it with live controls.</summary>
    internal bool IsOpen
    {
        get
        {
            lock (_lock)
            {
                return _model is not null;
            }
        }
    }

    /// <summary>Something of it has changed, by code or by the user. For cards that follow it.</summary>
    internal event Action? Altered;

    /// <summary>Returns it as a card with its values as they are now.</summary>
    public MimeBundle ToMimeBundle() => ToBlock().ToMimeBundle();

    /// <summary>Returns the view of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => ToBlock().ToHtml();

    MimeBundle? ISelfShowing.ShowIn(IDisplaySink sink) => WidgetDisplay.Show(this, ToBlock, sink, null);

    /// <summary>Closes it in every place; what it last showed stays as a card. It cannot be shown with live controls again.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        Disposed?.Invoke();
        foreach (var part in Parts)
        {
            part.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>It was disposed; places that show it close.</summary>
    internal event Action? Disposed;

    /// <summary>Its own values as they are now, besides those of every control.</summary>
    private protected abstract void AddValues(JsonObject values);

    /// <summary>Takes values that the user has changed; must check each.</summary>
    private protected virtual void Take(JsonObject values)
    {
    }

    /// <summary>Takes an event, for example a click.</summary>
    private protected virtual void TakeEvent(string name)
    {
    }

    /// <summary>What it is where nothing can be clicked.</summary>
    internal abstract Block ToBlock();

    internal void SetLayout(string name, string value) => _layout[name] = value;

    /// <summary>Refuses what cannot be shown, before anything is opened.</summary>
    /// <exception cref="LabConfigurationException">Its values do not fit together, or it was disposed.</exception>
    internal void Check()
    {
        _ = Values();
        if (_isDisposed)
        {
            throw new LabConfigurationException(ViewErrorIds.WidgetMisuse, $"The control '{Description}' was closed and cannot be shown again.", "Make a new one.");
        }
    }

    /// <summary>Opens its models, parts first, unless they are open already; counts.</summary>
    internal void Attach(ICommSink sink, IWidgetProtocol protocol)
    {
        lock (_lock)
        {
            if (_shown > 0)
            {
                _shown++;
                return;
            }

            foreach (var part in Parts)
            {
                part.Attach(sink, protocol);
            }

            if (_layout.Count > 0)
            {
                _layoutModel = new WidgetModel(sink, protocol, Layout.Kind, () => Layout.Values(_layout));
            }

            _model = new WidgetModel(sink, protocol, Kind, Values);
            _model.Received += Receive;
            _shown = 1;
        }
    }

    /// <summary>Closes its models when this was the last place that showed it.</summary>
    internal void Detach()
    {
        lock (_lock)
        {
            if (_shown == 0 || --_shown > 0)
            {
                return;
            }

            _model?.Dispose();
            _layoutModel?.Dispose();
            (_model, _layoutModel) = (null, null);
        }

        foreach (var part in Parts)
        {
            part.Detach();
        }
    }

    /// <summary>How a box names it to the front end.</summary>
    internal string Reference
    {
        get
        {
            lock (_lock)
            {
                return _model?.Reference ?? "";
            }
        }
    }

    /// <summary>Sets a property and tells the front end.</summary>
    private protected void Set<T>(ref T field, T value, string name, JsonNode? json)
    {
        WidgetModel? model;
        lock (_lock)
        {
            if (EqualityComparer<T>.Default.Equals(field, value))
            {
                return;
            }

            field = value;
            model = _model;
        }

        if (json is not null)
        {
            model?.Update(new JsonObject { [name] = json });
        }

        Altered?.Invoke();
    }

    /// <summary>Tells the front end values of several properties.</summary>
    private protected void Tell(JsonObject values)
    {
        WidgetModel? model;
        lock (_lock)
        {
            model = _model;
        }

        if (values.Count > 0)
        {
            model?.Update(values);
        }

        Altered?.Invoke();
    }

    /// <summary>Raises an event for the newest value only.</summary>
    private protected void RaiseLatest(Action handler) => _handlers.PostLatest(handler);

    /// <summary>Raises an event each time.</summary>
    private protected void Raise(Action handler) => _handlers.Post(handler);

    private protected string Label(string description, string? unit = null) =>
        (unit ?? Unit) is { Length: > 0 } named ? $"{description} ({named})".TrimStart() : description;

    /// <summary>All values as they are now.</summary>
    private JsonObject Values()
    {
        var values = new JsonObject { ["description"] = Label(Description), ["disabled"] = IsDisabled };
        if (_layoutModel is { } layout)
        {
            values["layout"] = layout.Reference;
        }

        AddValues(values);
        return values;
    }

    private void Receive(WidgetMessage message)
    {
        if (message.Kind == WidgetMessageKind.Update)
        {
            Take(message.Content);
        }
        else if (message.Content.Text("event") is { } name)
        {
            TakeEvent(name);
        }
    }
}
