using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>What a front end said about a control.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Content">Values by their names, or the content of an event; hostile until checked.</param>
internal readonly record struct WidgetMessage(WidgetMessageKind Kind, JsonObject Content);

/// <summary>The sort of a <see cref="WidgetMessage"/>.</summary>
internal enum WidgetMessageKind
{
    /// <summary>Something else, or not understood.</summary>
    Unknown,

    /// <summary>Values were changed by the user.</summary>
    Update,

    /// <summary>Something happened, for example a click.</summary>
    Custom,

    /// <summary>The front end wants all values, for example after the page was loaded again.</summary>
    RequestState,
}
