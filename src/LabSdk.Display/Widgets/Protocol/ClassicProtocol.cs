using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>
/// The widget protocol of ipywidgets 6 (front end jupyter-js-widgets 2.1), which Debian's classic Notebook has. Facts from
/// ipywidgets/widgets/widget.py and the front end's manager.js, widget.js: values stand bare in the opening data, a view is
/// shown in the widget area of the cell by the message <c>display</c>, changes come as <c>backbone</c> with <c>sync_data</c>.
/// </summary>
internal sealed class ClassicProtocol : IWidgetProtocol
{
    /// <summary>The range of front ends that this form is for, as the front end asks on <see cref="VersionTarget"/>.</summary>
    public const string FrontEndVersion = "~2.1.4";

    /// <summary>The comm that such a front end opens when it connects; no later generation does.</summary>
    public const string VersionTarget = "jupyter.widget.version";

    private const string Module = "jupyter-js-widgets";

    public bool ShowsByMessage => true;

    public bool CountsViews => false;

    public JsonObject Open(WidgetKind kind, JsonObject values) => Merge(Names(kind), values);

    public JsonObject? OpenMetadata() => null;

    public JsonObject Update(JsonObject values) => new() { ["method"] = "update", ["state"] = values, ["buffers"] = new JsonArray() };

    public JsonObject Names(WidgetKind kind) => new()
    {
        ["_model_module"] = Module,
        ["_model_name"] = kind.ClassicModel ?? kind.Model,
        ["_model_module_version"] = FrontEndVersion,
        ["_view_module"] = Module,
        ["_view_name"] = kind.ClassicView ?? kind.View,
        ["_view_module_version"] = FrontEndVersion,
        ["msg_throttle"] = 1,
    };

    public string View(string modelId) => new JsonObject { ["model_id"] = modelId, ["version_major"] = 1, ["version_minor"] = 0 }.ToJsonString();

    public WidgetMessage Read(JsonObject data) => (data.Text("method"), data) switch
    {
        ("backbone", _) when data["sync_data"] is JsonObject values => new(WidgetMessageKind.Update, values),
        ("custom", _) when data["content"] is JsonObject content => new(WidgetMessageKind.Custom, content),
        ("request_state", _) => new(WidgetMessageKind.RequestState, []),
        _ => new(WidgetMessageKind.Unknown, []),
    };

    private static JsonObject Merge(JsonObject into, JsonObject values)
    {
        foreach (var (name, value) in values)
        {
            into[name] = value?.DeepClone();
        }

        return into;
    }
}
