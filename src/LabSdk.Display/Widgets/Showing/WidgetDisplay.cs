using System.Text.Json.Nodes;
using LabSdk.Display.Comms;

namespace LabSdk.Display.Widgets;

/// <summary>
/// One place that shows a control. Controls live in a box of their own for each place, so that every place can be closed by
/// itself. The output also holds the card that readers without controls see: a saved page, a converted notebook.
/// </summary>
internal sealed class WidgetDisplay : IDisposable
{
    /// <summary>The mime type of an output that stands for a view of a control.</summary>
    public const string ViewMimeType = "application/vnd.jupyter.widget-view+json";

    private static readonly WidgetKind RootKind = new("VBoxModel", "VBoxView");
    private static readonly WidgetKind StyleKind = new("HTMLModel", "HTMLView");

    // The card behind classic controls follows at this pace, so that a saved page is not old; the first time soon, because a
    // panel knows nothing yet when it is shown.
    private static readonly TimeSpan CardInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstCard = TimeSpan.FromMilliseconds(500);
    private readonly Lock _lock = new();
    private readonly Widget _content;
    private readonly Func<Block> _card;
    private readonly Action<WidgetDisplay, bool>? _watched;
    private readonly WidgetModel[] _models;
    private readonly ILiveDisplay _output;
    private readonly LiveView? _view;
    private readonly ITimer? _timer;
    private readonly string? _viewJson;
    private bool _isScheduled;
    private bool _hasRefreshed;
    private bool _isEnded;

    private WidgetDisplay(Widget content, Func<Block> card, IDisplaySink sink, Action<WidgetDisplay, bool>? watched)
    {
        (_content, _card, _watched) = (content, card, watched);
        if (sink is ICommSink comms && WidgetFrontEnds.Protocol is { } protocol)
        {
            _models = Open(comms, protocol);
            _viewJson = protocol.View(_models[^1].Id);
            _models[^1].Received += Counted;
            _models[^1].Closed += Dispose;
            _output = sink.ShowLive(Output());
            _models[^1].Display();
            _timer = protocol.CountsViews ? null : TimeProvider.System.CreateTimer(static display => ((WidgetDisplay)display!).ShowCard(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _models = [];
            _output = sink.ShowLive(card().ToMimeBundle(WidgetStyle.Alone));
            _view = new LiveView(_output);
        }

        Visit(_content, widget => widget.Altered += Altered);
        _content.Disposed += Dispose;
        _watched?.Invoke(this, true);
    }

    /// <summary>True after <see cref="Dispose"/>.</summary>
    public bool IsEnded => Volatile.Read(ref _isEnded);

    /// <summary>Shows a control in a place.</summary>
    /// <param name="content">The control.</param>
    /// <param name="card">Makes the card for those who cannot draw controls. Must not wait for devices.</param>
    /// <param name="sink">The place.</param>
    /// <param name="watched">Told true when somebody may look at it, false when nobody does.</param>
    /// <returns>A card to show in the usual way where nothing changes in place; null when it has been shown.</returns>
    public static MimeBundle? Show(Widget content, Func<Block> card, IDisplaySink sink, Action<WidgetDisplay, bool>? watched)
    {
        if (sink is not (INotebookSink or ICommSink))
        {
            return card().ToMimeBundle();
        }

        OpenDisplays.Add(new WidgetDisplay(content, card, sink, watched));
        return null;
    }

    /// <summary>The card has changed although no control has.</summary>
    public void Altered()
    {
        if (_view is { } view)
        {
            view.Update(() => _card().ToMimeBundle(WidgetStyle.Alone));
            return;
        }

        lock (_lock)
        {
            if (!_isScheduled && !_isEnded)
            {
                _isScheduled = true;
                _timer?.Change(_hasRefreshed ? CardInterval : FirstCard, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Ends it: the controls go, the card stays with what it last showed. Harmless when repeated.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isEnded)
            {
                return;
            }

            _isEnded = true;
        }

        OpenDisplays.Remove(this);
        Visit(_content, widget => widget.Altered -= Altered);
        _content.Disposed -= Dispose;
        _watched?.Invoke(this, false);
        _timer?.Dispose();
        _view?.Dispose();
        foreach (var model in _models.Reverse())
        {
            model.Dispose();
        }

        if (_models.Length > 0)
        {
            _content.Detach();
        }

        ShowFinal();
    }

    /// <summary>Shows the card as it is now in a place that has ended.</summary>
    public void ShowFinal() => _output.Update(_card().ToMimeBundle());

    private WidgetModel[] Open(ICommSink sink, IWidgetProtocol protocol)
    {
        Visit(_content, widget => widget.Check());
        _content.Attach(sink, protocol);
        var hidden = new WidgetModel(sink, protocol, Layout.Kind, () => new JsonObject { ["display"] = "none" });
        var style = new WidgetModel(sink, protocol, StyleKind, () => new JsonObject { ["value"] = WidgetStyle.Sheet, ["layout"] = hidden.Reference });
        var root = new WidgetModel(sink, protocol, RootKind, () => Root(protocol, style));
        return [hidden, style, root];
    }

    private JsonObject Root(IWidgetProtocol protocol, WidgetModel style)
    {
        var values = new JsonObject { ["children"] = new JsonArray(style.Reference, _content.Reference), ["box_style"] = "" };
        if (protocol.CountsViews)
        {
            values["_view_count"] = 0;
        }

        return values;
    }

    private MimeBundle Output()
    {
        var card = _card();
        return card.ToMimeBundle(WidgetStyle.Behind).With(ViewMimeType, _viewJson!);
    }

    private void ShowCard()
    {
        lock (_lock)
        {
            if (_isEnded)
            {
                return;
            }

            _isScheduled = false;
            _hasRefreshed = true;
        }

        _output.Update(Output());
    }

    private void Counted(WidgetMessage message)
    {
        if (message.Kind == WidgetMessageKind.Update && message.Content.Integer("_view_count") is { } count)
        {
            _watched?.Invoke(this, count > 0);
        }
    }

    private static void Visit(Widget widget, Action<Widget> visit)
    {
        visit(widget);
        foreach (var part in widget.Parts)
        {
            Visit(part, visit);
        }
    }
}
