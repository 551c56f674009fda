using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;
using LabSdk.Timelines;

namespace LabSdk;

/// <summary>
/// Records of several peers on one clock: rows of scans, telemetry, exchanges with a gateway, diagnostic chunks. Times are kept to the
/// nanosecond; <see cref="Lab.Doctor"/> tells how far the clocks of the peers lie apart. Shows itself with its parts and first rows.
/// </summary>
/// <remarks>Thread-safe: immutable.</remarks>
/// <example>
/// <code>
/// var timeline = lab.Timeline(scan, lab.Fleet("left_button").History, chunks);
/// timeline.AlignTo("First scan")        // what everything else was when each point was measured
/// timeline.Every(TimeSpan.FromSeconds(1)).Plot()
/// </code>
/// </example>
[TypeFormatterSource]
public sealed class Timeline : IDisplayable
{
    private readonly TimelineTrack[] _tracks;

    private Timeline(TimelineTrack[] tracks, bool isSimulated) => (_tracks, IsSimulated) = (tracks, isSimulated);

    /// <summary>The names of its parts; they stand in front of the columns.</summary>
    public IReadOnlyList<string> Parts => [.. _tracks.Select(track => track.Name)];

    /// <summary>True when it was made by a lab whose peers are simulated.</summary>
    public bool IsSimulated { get; }

    /// <summary>When its first row was, UTC; null when it has none.</summary>
    public DateTimeOffset? Begin => Filled.Select(track => (DateTimeOffset?)TimelineTimes.ToTime(track.Times[0])).Min();

    /// <summary>When its last row was, UTC; null when it has none.</summary>
    public DateTimeOffset? End => Filled.Select(track => (DateTimeOffset?)TimelineTimes.ToTime(track.Times[^1])).Max();

    /// <summary>
    /// One row for each moment at which anything was recorded: <c>time</c>, <c>time_ns</c>, then the columns of each part; null where
    /// a part recorded nothing then.
    /// </summary>
    public DataFrame Data => TimelineFrames.Union(_tracks, null);

    internal IReadOnlyList<(string Name, int Rows)> Sizes => [.. _tracks.Select(track => (track.Name, track.Times.Length))];

    private IEnumerable<TimelineTrack> Filled => _tracks.Where(track => track.Times.Length > 0);

    /// <summary>Lays records beside each other.</summary>
    /// <param name="parts">The records. Of two with one name the second is called <c>name 2</c>.</param>
    /// <exception cref="LabConfigurationException">A record does not tell its times.</exception>
    public static Timeline Of(params IEnumerable<ITimelinePart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return parts.Aggregate(new Timeline([], isSimulated: false), static (timeline, part) => timeline.With(part));
    }

    /// <summary>The same with one more record.</summary>
    /// <param name="part">The record.</param>
    /// <exception cref="LabConfigurationException">It does not tell its times.</exception>
    public Timeline With(ITimelinePart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return With(part.TimelineName, part.ToTimelineRows());
    }

    /// <summary>The same with a table of your own.</summary>
    /// <param name="name">Stands in front of its columns.</param>
    /// <param name="rows">The table, with a time for each row; see <see cref="ITimelinePart.ToTimelineRows"/>.</param>
    /// <exception cref="LabConfigurationException">It does not tell its times.</exception>
    public Timeline With(string name, DataFrame rows)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(rows);
        var free = name;
        for (var number = 2; _tracks.Any(track => track.Name == free); number++)
        {
            free = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} {number}");
        }

        return new Timeline([.. _tracks, TimelineTrack.Of(free, rows)], IsSimulated);
    }

    /// <summary>The rows of <see cref="Data"/>, where every part keeps its last values until new ones come.</summary>
    /// <param name="maxAge">Values older than this are null; null (default) holds them for ever.</param>
    public DataFrame Held(TimeSpan? maxAge = null) => TimelineFrames.Union(_tracks, Age(maxAge));

    /// <summary>A row for each row of one part, with what the others had recorded last at that moment.</summary>
    /// <param name="part">The part that gives the rows.</param>
    /// <param name="maxAge">Values older than this are null; null (default) takes the last however old.</param>
    /// <exception cref="LabConfigurationException">There is no such part.</exception>
    public DataFrame AlignTo(string part, TimeSpan? maxAge = null)
    {
        var track = _tracks.FirstOrDefault(each => each.Name == part) ?? throw new LabConfigurationException(
            LabErrorIds.UnknownPart,
            $"The timeline has no part '{part}'.",
            Text.NearestNames.Hint(part ?? "", Parts, "parts"));
        return TimelineFrames.At(_tracks, track.Times, Age(maxAge));
    }

    /// <summary>Rows at equal distances from begin to end, each with what had been recorded last.</summary>
    /// <param name="period">The distance; moments are multiples of it since 1970-01-01 UTC.</param>
    /// <param name="maxAge">Values older than this are null; null (default) takes the last however old.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is not positive, or the table would have more than 10,000,000 rows.</exception>
    public DataFrame Every(TimeSpan period, TimeSpan? maxAge = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        if (!Filled.Any())
        {
            return TimelineFrames.At(_tracks, [], long.MaxValue);
        }

        var step = checked(period.Ticks * TimeSpan.NanosecondsPerTick);
        var first = Filled.Min(track => track.Times[0]);
        var last = Filled.Max(track => track.Times[^1]);
        var begin = (long)Math.Ceiling((decimal)first / step) * step;
        var count = last < begin ? 0 : ((last - begin) / step) + 1;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 10_000_000, nameof(period));
        var times = new long[count];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = begin + (i * step);
        }

        return TimelineFrames.At(_tracks, times, Age(maxAge));
    }

    /// <summary>Returns the timeline with its parts and first rows.</summary>
    public MimeBundle ToMimeBundle() => TimelineView.Of(this).ToMimeBundle();

    /// <summary>Returns the form of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => TimelineView.Of(this).ToHtml();

    /// <summary>Returns the parts and the time they cover in one line.</summary>
    public override string ToString() => $"Timeline of {string.Join(", ", Sizes.Select(part => $"{part.Name} ({part.Rows})"))}";

    internal Timeline Marked(bool isSimulated) => new(_tracks, isSimulated);

    private static long Age(TimeSpan? maxAge) =>
        maxAge is not { } age ? long.MaxValue : age >= TimeSpan.Zero ? Math.Min(age.Ticks, long.MaxValue / 100) * TimeSpan.NanosecondsPerTick : throw new ArgumentOutOfRangeException(nameof(maxAge), maxAge, "An age is not negative.");
}
