namespace LabSdk.Display.Widgets;

/// <summary>Which model and view of the front end draw a control, in both generations of the widget protocol.</summary>
/// <param name="Model">Name of the model, ipywidgets 7 and 8.</param>
/// <param name="View">Name of the view; empty for a model without one.</param>
/// <param name="ClassicModel">Name of the model in ipywidgets 6 where it differs.</param>
/// <param name="ClassicView">Name of the view in ipywidgets 6 where it differs.</param>
/// <param name="IsBase">True for the models of the base package (layout), false for those of the controls package.</param>
internal sealed record WidgetKind(string Model, string View, string? ClassicModel = null, string? ClassicView = null, bool IsBase = false);
