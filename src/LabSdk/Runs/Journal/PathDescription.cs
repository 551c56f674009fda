using LabSdk.Devices;

namespace LabSdk;

/// <summary>The path of a plan that is not only axes, as data: its form, the places of its motors in the plan, and what the form needs.</summary>
internal sealed record PathDescription(string Form, IReadOnlyList<int> Motors)
{
    public const string Grid = "grid";
    public const string Sequence = "sequence";
    public const string Nest = "nest";
    public const string Code = "code";

    /// <summary>How deep paths may stand in each other.</summary>
    public const int DeepestNest = 12;

    public string? Name { get; init; }

    public IReadOnlyList<IReadOnlyList<TrackDescription>>? Axes { get; init; }

    public long? Repeats { get; init; }

    public bool? Snake { get; init; }

    public IReadOnlyList<PathDescription>? Parts { get; init; }

    /// <summary>The numbers of a form by their names.</summary>
    public IReadOnlyDictionary<string, double>? Numbers { get; init; }

    /// <summary>The texts of a form by their names, for example the detector it looks at.</summary>
    public IReadOnlyDictionary<string, string>? Texts { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public int Depth => 1 + (Parts ?? []).Select(part => part.Depth).DefaultIfEmpty().Max();

    /// <summary>True when the points come from code of the user, which cannot be written down.</summary>
    public bool NeedsCode(int depth = 0) => Form == Code || (depth < DeepestNest && (Parts ?? []).Any(part => part?.NeedsCode(depth + 1) == true));

    /// <exception cref="ArgumentException">There is no such number.</exception>
    public double Number(string name) => Numbers?.TryGetValue(name, out var number) == true ? number : throw new ArgumentException($"its path has no '{name}'.");

    /// <exception cref="ArgumentException">There is no such text.</exception>
    public string Text(string name) => Texts?.TryGetValue(name, out var text) == true && text is not null ? text : throw new ArgumentException($"its path has no '{name}'.");

    /// <summary>Makes the path again.</summary>
    /// <exception cref="ArgumentException">It does not make sense.</exception>
    public IPointSource ToSource(IReadOnlyList<IMovable> motors, int depth = 0)
    {
        if (depth > DeepestNest || Motors is null || Motors.Any(place => place < 0 || place >= motors.Count))
        {
            throw new ArgumentException("the motors of a path are not those of the plan.");
        }

        IMovable[] mine = [.. Motors.Select(place => motors[place])];
        return Form switch
        {
            Grid => new GridPoints([.. (Axes ?? []).Select(axis => new PlanAxis([.. (axis ?? []).Select(track => track.ToTrack(mine[track.Motor]))]))], Snake ?? false, Math.Max(0, Repeats ?? 1)),
            Sequence => new SequencePoints([.. (Parts ?? []).Select(part => part.ToSource(motors, depth + 1))]),
            Nest when Parts is [{ } outer, { } inner] => new NestedPoints(outer.ToSource(motors, depth + 1), inner.ToSource(motors, depth + 1)),
            AdaptivePoints.Form when mine.Length == 1 => AdaptivePoints.Of(this, mine[0]),
            AlignPoints.Form when mine.Length == 1 => AlignPoints.Of(this, mine[0]),
            FlyPoints.Form when mine.Length == 1 => FlyPoints.Of(this, mine[0]),
            Code => throw new ArgumentException("its points come from code."),
            _ => throw new ArgumentException($"nothing is known of a path of the form '{Form}'."),
        };
    }

    /// <summary>The places of some motors in a list of motors.</summary>
    public static IReadOnlyList<int> Places(IReadOnlyList<IMovable> some, IReadOnlyList<IMovable> all) =>
        [.. some.Select(motor => Math.Max(0, all.TakeWhile(other => !IsSame(motor, other)).Count()))];

    /// <summary>Each motor once, in the order of their first places.</summary>
    public static IMovable[] Union(IEnumerable<IMovable> motors)
    {
        var union = new List<IMovable>();
        foreach (var motor in motors)
        {
            if (!union.Any(other => IsSame(motor, other)))
            {
                union.Add(motor);
            }
        }

        return [.. union];
    }

    /// <summary>The origins of the motors of a part; null when there are none.</summary>
    public static IReadOnlyList<double>? Origins(IPointSource part, IReadOnlyList<IMovable> all, IReadOnlyList<double>? origins) =>
        origins is null ? null : [.. Places(part.Motors, all).Select(place => origins[place])];

    /// <summary>True for two objects that stand for one device.</summary>
    public static bool IsSame(IDevice one, IDevice other) =>
        ReferenceEquals(one, other) || (one.Id == other.Id && one.Description.Endpoint.Length > 0 && one.Description.Endpoint == other.Description.Endpoint);
}
