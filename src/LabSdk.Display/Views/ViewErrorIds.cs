namespace LabSdk.Display;

/// <summary>The stable ids of errors raised by LabSdk.Display. Each has a page in docs/errors.</summary>
public static class ViewErrorIds
{
    /// <summary>The view of an object failed while it was shown.</summary>
    public const string ViewFailed = "LAB-VIEW-0001";

    /// <summary>A report or image could not be written.</summary>
    public const string SaveFailed = "LAB-VIEW-0002";

    /// <summary>Data given to a figure do not fit together.</summary>
    public const string InvalidFigure = "LAB-VIEW-0003";

    /// <summary>plotly.js is not in this build.</summary>
    public const string NoPlotly = "LAB-VIEW-0004";

    /// <summary>A control of a notebook cannot be used in this way.</summary>
    public const string WidgetMisuse = "LAB-VIEW-0005";
}
