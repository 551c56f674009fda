using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>Controls below each other.</summary>
/// <param name="children">The controls.</param>
public sealed class VBox(params IReadOnlyList<Widget> children) : Box(children)
{
    private static readonly WidgetKind BoxKind = new("VBoxModel", "VBoxView");

    internal override WidgetKind Kind => BoxKind;

    internal override Block ToBlock() => new Stack([.. Children.Select(child => child.ToBlock())]);
}

/// <summary>Controls beside each other.</summary>
/// <param name="children">The controls.</param>
public sealed class HBox(params IReadOnlyList<Widget> children) : Box(children)
{
    private static readonly WidgetKind BoxKind = new("HBoxModel", "HBoxView");

    internal override WidgetKind Kind => BoxKind;

    internal override Block ToBlock() => new Row([.. Children.Select(child => child.ToBlock())]);
}

/// <summary>A control that holds others. The same control may stand in several boxes.</summary>
public abstract class Box : Widget
{
    private protected Box(IReadOnlyList<Widget> children)
    {
        ArgumentNullException.ThrowIfNull(children);
        Children = [.. children];
        foreach (var child in Children)
        {
            ArgumentNullException.ThrowIfNull(child, nameof(children));
        }
    }

    /// <summary>The controls in it.</summary>
    public IReadOnlyList<Widget> Children { get; }

    internal override IReadOnlyList<Widget> Parts => Children;

    private protected override void AddValues(JsonObject values)
    {
        values["children"] = new JsonArray([.. Children.Select(child => (JsonNode?)JsonValue.Create(child.Reference))]);
        values["box_style"] = "";
    }
}
