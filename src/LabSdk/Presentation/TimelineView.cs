using System.Globalization;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>A timeline as a card: its parts and the table they give.</summary>
internal static class TimelineView
{
    public static Block Of(Timeline timeline)
    {
        var facts = new PropertyList();
        foreach (var (name, rows) in timeline.Sizes)
        {
            facts.Add(name, string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows"));
        }

        if (timeline is { Begin: { } begin, End: { } end })
        {
            facts.Add("Begin", begin);
            facts.Add("Length", string.Create(CultureInfo.InvariantCulture, $"{(end - begin).TotalSeconds:0.###} s"));
        }

        var data = timeline.Data;
        return new Card("Timeline") { Badges = DeviceCard.Badges(timeline.IsSimulated), Body = [facts, Views.Of(data) as Block ?? new TextBlock(data.ToText())] };
    }
}
