using LabSdk.Display;
using LabSdk.Odp;

namespace LabSdk.Presentation;

/// <summary>Live signals as a card: the newest values, how old they are, and a plot of the last seconds.</summary>
internal static class LiveSignalCard
{
    /// <summary>The word of a panel that follows nothing any more.</summary>
    public const string Closed = "closed";

    private const int MostValues = 12;
    private const int MostFigures = 4;
    private const double UsualSeconds = 30;

    /// <summary>One signal.</summary>
    public static Block Of(LiveSignal signal) => Of(signal.Telemetry, signal.Watch, $"Live {signal.Id}", signal.DataSource, UsualSeconds, "live");

    /// <summary>Everything that is watched.</summary>
    public static Card Of(Telemetry telemetry, LiveWatch watch, string title, string subtitle, double seconds, string word)
    {
        var slots = watch.Slots.Where(slot => slot.Last is not null).ToArray();
        var body = new List<Block>();
        if (watch.Feed.Trouble is { } trouble)
        {
            body.Add(new StatusRows(new StatusRow(State.Fault, (trouble as LabException)?.Problem ?? trouble.Message, (trouble as LabException)?.Hint)));
        }

        if (slots.Length == 0)
        {
            body.Add(new StatusRows(new StatusRow(State.Unknown, "No value yet", "none of these signals has been sent since")));
        }
        else
        {
            body.Add(Values(telemetry, watch, slots));
            body.AddRange(Figures(watch, slots, seconds));
        }

        return new Card(title, body)
        {
            Subtitle = subtitle,
            State = watch.Feed.Trouble is not null ? State.Fault : slots.Length == 0 || word == Closed ? State.Unknown : State.Ok,
            StateWord = watch.Feed.Trouble is not null ? "no broker" : slots.Length == 0 && word != Closed ? "waiting" : word,
            Badges = DeviceCard.Badges(telemetry.Description.IsSimulated),
        };
    }

    private static PropertyList Values(Telemetry telemetry, LiveWatch watch, LiveSlot[] slots)
    {
        var facts = new PropertyList();
        foreach (var slot in slots.Take(MostValues))
        {
            var last = slot.Last!;
            var unit = watch.Feed.Definition(slot.Identifier)?.Units;
            Cell value = last.Text ?? (last.Sample.IsValid ? Cell.Number(last.Sample.Value, unit) : $"not valid ({last.Sample.Status.ToString().ToLowerInvariant()})");
            facts.Add(new Property(slots.Length == 1 ? "Value" : slot.Identifier, value, IsLead: slots.Length == 1));
        }

        var newest = slots.MaxBy(slot => slot.Last!.ReceivedAt)!.Last!;
        facts.Add("Age", TelemetryText.Age(telemetry.Lab.Options.TimeProvider.GetElapsedTime(newest.ReceivedAt)));
        facts.AddKnown("Session", telemetry.Connected?.Sessions.Find(newest.SessionKey)?.Identifier);
        if (slots.Length > MostValues)
        {
            facts.Add("More", $"{slots.Length - MostValues} signals not listed");
        }

        return facts;
    }

    private static IEnumerable<Figure> Figures(LiveWatch watch, LiveSlot[] slots, double seconds)
    {
        var histories = slots.Select(slot => (Slot: slot, Samples: slot.History(seconds))).Where(pair => pair.Samples.Length > 1).ToArray();
        if (histories.Length == 0)
        {
            return [];
        }

        var end = histories.Max(pair => pair.Samples[^1].Time);
        var marks = watch.Feed.Markers.Select(marker => new AxisMark(Seconds(marker.Time, end), marker.Label)).ToArray();
        return histories.GroupBy(pair => watch.Feed.Definition(pair.Slot.Identifier)?.Units ?? "").Take(MostFigures)
            .Select(group => Draw([.. group], group.Key, end, seconds) with { Marks = marks });
    }

    private static Figure Draw((LiveSlot Slot, SignalSample[] Samples)[] group, string unit, ulong end, double seconds)
    {
        var figure = new Figure().XAxis("time before the newest value", "s").YAxis(group.Length == 1 ? group[0].Slot.Identifier : "value", unit.Length > 0 ? unit : null);
        foreach (var (slot, samples) in group)
        {
            figure = figure.Line(
                samples.Select(sample => Seconds(sample.Time, end)),
                samples.Select(sample => sample.IsValid ? sample.Value : double.NaN),
                group.Length == 1 ? null : slot.Identifier);
        }

        var full = group.Any(pair => Seconds(pair.Samples[0].Time, end) < -0.9 * seconds);
        return full ? figure with { X = figure.X with { Min = -seconds, Max = 0 } } : figure;
    }

    private static double Seconds(ulong time, ulong end) => time <= end ? -((end - time) / 1e9) : (time - end) / 1e9;
}
