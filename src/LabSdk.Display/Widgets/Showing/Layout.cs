using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>The model that carries the CSS of a control.</summary>
internal static class Layout
{
    public static WidgetKind Kind { get; } = new("LayoutModel", "LayoutView", IsBase: true);

    public static JsonObject Values(IReadOnlyDictionary<string, string> rules) =>
        new(rules.Select(rule => KeyValuePair.Create<string, JsonNode?>(rule.Key, rule.Value)));
}
