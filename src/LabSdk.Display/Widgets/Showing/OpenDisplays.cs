namespace LabSdk.Display.Widgets;

/// <summary>
/// The places that show controls now. A cell that is run again makes a new one, and not every front end tells that the old one
/// is gone: beyond a number, the oldest become cards.
/// </summary>
internal static class OpenDisplays
{
    /// <summary>Places with live controls at the same time.</summary>
    public const int Most = 24;

    private static readonly Lock Lock = new();
    private static readonly List<WidgetDisplay> Displays = [];

    /// <summary>Number of open places; tests see with it that nothing stays behind.</summary>
    public static int Count
    {
        get
        {
            lock (Lock)
            {
                return Displays.Count;
            }
        }
    }

    public static void Add(WidgetDisplay display)
    {
        WidgetDisplay? oldest = null;
        lock (Lock)
        {
            Displays.Add(display);
            if (Displays.Count > Most)
            {
                oldest = Displays[0];
                Displays.RemoveAt(0);
            }
        }

        oldest?.Dispose();
    }

    public static void Remove(WidgetDisplay display)
    {
        lock (Lock)
        {
            Displays.Remove(display);
        }
    }
}
