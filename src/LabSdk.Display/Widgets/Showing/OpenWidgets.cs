using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>The models that front ends hold now, so that a page that is loaded again finds them.</summary>
internal static class OpenWidgets
{
    private static readonly ConcurrentDictionary<string, WidgetModel> Models = new(StringComparer.Ordinal);

    /// <summary>Number of open models; tests see with it that nothing stays behind.</summary>
    public static int Count => Models.Count;

    public static void Add(WidgetModel model) => Models[model.Id] = model;

    public static void Remove(WidgetModel model) => Models.TryRemove(model.Id, out _);

    /// <summary>All values of all models, in the form of the control comm.</summary>
    public static JsonObject States()
    {
        var states = new JsonObject();
        foreach (var model in Models.Values)
        {
            var values = model.AllValues();
            states[model.Id] = new JsonObject
            {
                ["model_name"] = values["_model_name"]?.DeepClone(),
                ["model_module"] = values["_model_module"]?.DeepClone(),
                ["model_module_version"] = values["_model_module_version"]?.DeepClone(),
                ["state"] = values,
            };
        }

        return new JsonObject { ["method"] = "update_states", ["states"] = states, ["buffer_paths"] = new JsonArray() };
    }
}
