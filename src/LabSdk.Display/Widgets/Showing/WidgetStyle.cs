namespace LabSdk.Display.Widgets;

/// <summary>How blocks are written among controls and behind them.</summary>
internal static class WidgetStyle
{
    /// <summary>Among controls: the style sheet stands once in the root, and nothing becomes interactive.</summary>
    public static HtmlOptions Inside { get; } = new() { Figures = FigureMode.Static, HasStyles = false };

    /// <summary>Behind controls: hidden by the classic Notebook while the controls are there.</summary>
    public static HtmlOptions Behind { get; } = new() { Figures = FigureMode.Static, RootClass = "lab-behind" };

    /// <summary>Without controls, while it still changes.</summary>
    public static HtmlOptions Alone { get; } = new() { Figures = FigureMode.Static };

    /// <summary>The style sheet for what stands inside.</summary>
    public static string Sheet { get; } = $"<style>{StyleSheet.For(StyleParts.All)}</style>";
}
