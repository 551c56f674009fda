using LabSdk.Display.Widgets;

namespace LabSdk.Presentation;

/// <summary>The panels that a lab has open; they close before its connections do.</summary>
internal sealed class LabPanels
{
    private readonly Lock _lock = new();
    private readonly HashSet<Panel> _panels = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _panels.Count;
            }
        }
    }

    public void Add(Panel panel)
    {
        lock (_lock)
        {
            _panels.Add(panel);
        }
    }

    public void Remove(Panel panel)
    {
        lock (_lock)
        {
            _panels.Remove(panel);
        }
    }

    public void CloseAll()
    {
        Panel[] panels;
        lock (_lock)
        {
            panels = [.. _panels];
        }

        foreach (var panel in panels)
        {
            panel.Dispose();
        }
    }
}
