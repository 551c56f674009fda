using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>
/// The widget protocol 2 of ipywidgets 7 and 8, which JupyterLab, Notebook 7 and VS Code have. Facts from the published
/// messages.md of ipywidgets: values stand in <c>state</c>, the version in the metadata, and the output itself shows the view.
/// A model with a number in <c>_view_count</c> is told how many views of it are on the page.
/// </summary>
internal sealed class ModernProtocol : IWidgetProtocol
{
    /// <summary>The comm that front ends of ipywidgets 7.7 and later open when they connect, to find controls that are there already.</summary>
    public const string ControlTarget = "jupyter.widget.control";

    // Front ends take the newest models that fit the range: any, because 7 has version 1 and 8 has version 2 of the same ones.
    private const string AnyVersion = "*";

    public bool ShowsByMessage => false;

    public bool CountsViews => true;

    public JsonObject Open(WidgetKind kind, JsonObject values)
    {
        var state = Names(kind);
        foreach (var (name, value) in values)
        {
            state[name] = value?.DeepClone();
        }

        return new JsonObject { ["state"] = state, ["buffer_paths"] = new JsonArray() };
    }

    public JsonObject OpenMetadata() => new() { ["version"] = "2.1.0" };

    public JsonObject Update(JsonObject values) => new() { ["method"] = "update", ["state"] = values, ["buffer_paths"] = new JsonArray() };

    public JsonObject Names(WidgetKind kind)
    {
        var module = kind.IsBase ? "@jupyter-widgets/base" : "@jupyter-widgets/controls";
        return new JsonObject
        {
            ["_model_module"] = module,
            ["_model_name"] = kind.Model,
            ["_model_module_version"] = AnyVersion,
            ["_view_module"] = module,
            ["_view_name"] = kind.View,
            ["_view_module_version"] = AnyVersion,
        };
    }

    public string View(string modelId) => new JsonObject { ["model_id"] = modelId, ["version_major"] = 2, ["version_minor"] = 0 }.ToJsonString();

    public WidgetMessage Read(JsonObject data) => (data.Text("method"), data) switch
    {
        ("update", _) when data["state"] is JsonObject values => new(WidgetMessageKind.Update, values),
        ("custom", _) when data["content"] is JsonObject content => new(WidgetMessageKind.Custom, content),
        ("request_state", _) => new(WidgetMessageKind.RequestState, []),
        _ => new(WidgetMessageKind.Unknown, []),
    };
}
