namespace LabSdk.Display.Widgets;

/// <summary>How controls are offered to front ends.</summary>
public enum WidgetSupport
{
    /// <summary>Controls where a front end for them has been noticed, otherwise a card that changes in place. The default.</summary>
    Auto,

    /// <summary>No controls: cards only.</summary>
    Off,

    /// <summary>The controls of ipywidgets 6, as in Debian's classic Notebook.</summary>
    Classic,

    /// <summary>The controls of ipywidgets 7 and 8: JupyterLab, Notebook 7, VS Code.</summary>
    Modern,
}
