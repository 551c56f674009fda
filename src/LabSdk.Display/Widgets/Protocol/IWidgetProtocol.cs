using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>One generation of the widget protocol: how the values of a control travel over its comm.</summary>
internal interface IWidgetProtocol
{
    /// <summary>True when a view is shown by a message to the model; false when the output alone shows it.</summary>
    bool ShowsByMessage { get; }

    /// <summary>True when the front end tells how many views of a model are on the page.</summary>
    bool CountsViews { get; }

    /// <summary>The data that open the comm of a control.</summary>
    JsonObject Open(WidgetKind kind, JsonObject values);

    /// <summary>The metadata that open a comm, or null.</summary>
    JsonObject? OpenMetadata();

    /// <summary>A message with changed values.</summary>
    JsonObject Update(JsonObject values);

    /// <summary>The names of model and view, which are values, too.</summary>
    JsonObject Names(WidgetKind kind);

    /// <summary>The output that stands for a view, as JSON.</summary>
    string View(string modelId);

    /// <summary>Reads a message; what has another shape is <see cref="WidgetMessageKind.Unknown"/>.</summary>
    WidgetMessage Read(JsonObject data);
}
