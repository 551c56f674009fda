namespace LabSdk.Odp;

/// <summary>Samples of one parameter: a typed array, a time and a status for each.</summary>
/// <remarks>Thread-safe: nothing changes after it was made.</remarks>
public sealed class SignalSamples
{
    private readonly Array _values;

    internal SignalSamples(string identifier, SampleKind kind, Array values, SampleTimes times, SampleStatuses statuses)
    {
        if (times.Count != values.Length || statuses.Count != values.Length)
        {
            throw new ArgumentException($"'{identifier}' has {values.Length} values, {times.Count} times and {statuses.Count} statuses.");
        }

        (Identifier, Kind, _values, Times, Statuses) = (identifier, kind, values, times, statuses);
    }

    /// <summary>The parameter, such as <c>vCar:Chassis</c>.</summary>
    public string Identifier { get; }

    /// <summary>What the values are; they are kept as they were sent.</summary>
    public SampleKind Kind { get; }

    /// <summary>How many samples.</summary>
    public int Count => _values.Length;

    /// <summary>Nanoseconds since 1970-01-01 UTC.</summary>
    public SampleTimes Times { get; }

    /// <summary>The status of each sample. Values of samples that are not valid are kept as they came.</summary>
    public SampleStatuses Statuses { get; }

    /// <summary>The values when <see cref="Kind"/> is <see cref="SampleKind.Double"/>, else nothing.</summary>
    public ReadOnlySpan<double> Doubles => _values as double[];

    /// <summary>The values when <see cref="Kind"/> is <see cref="SampleKind.Int32"/>, else nothing.</summary>
    public ReadOnlySpan<int> Int32s => _values as int[];

    /// <summary>The values when <see cref="Kind"/> is <see cref="SampleKind.Bool"/>, else nothing.</summary>
    public ReadOnlySpan<bool> Bools => _values as bool[];

    /// <summary>The values when <see cref="Kind"/> is <see cref="SampleKind.String"/>, else nothing.</summary>
    public ReadOnlySpan<string> Strings => _values as string[];

    /// <summary>The array itself.</summary>
    internal Array Values => _values;

    /// <summary>Samples of numbers.</summary>
    /// <param name="identifier">The parameter.</param>
    /// <param name="values">Not copied, so leave it alone afterwards.</param>
    /// <param name="times">As many as values.</param>
    /// <param name="statuses">As many as values; all valid when not given.</param>
    /// <exception cref="ArgumentException">Not as many times or statuses as values.</exception>
    public static SignalSamples Of(string identifier, double[] values, SampleTimes times, SampleStatuses? statuses = null) =>
        Create(identifier, SampleKind.Double, values, times, statuses);

    /// <summary>Samples of integers.</summary>
    /// <inheritdoc cref="Of(string, double[], SampleTimes, SampleStatuses?)"/>
    public static SignalSamples Of(string identifier, int[] values, SampleTimes times, SampleStatuses? statuses = null) =>
        Create(identifier, SampleKind.Int32, values, times, statuses);

    /// <summary>Samples of flags.</summary>
    /// <inheritdoc cref="Of(string, double[], SampleTimes, SampleStatuses?)"/>
    public static SignalSamples Of(string identifier, bool[] values, SampleTimes times, SampleStatuses? statuses = null) =>
        Create(identifier, SampleKind.Bool, values, times, statuses);

    /// <summary>Samples of texts.</summary>
    /// <inheritdoc cref="Of(string, double[], SampleTimes, SampleStatuses?)"/>
    public static SignalSamples Of(string identifier, string[] values, SampleTimes times, SampleStatuses? statuses = null) =>
        Create(identifier, SampleKind.String, values, times, statuses);

    /// <summary>A parameter without samples.</summary>
    /// <param name="identifier">The parameter.</param>
    public static SignalSamples None(string identifier) => Create(identifier, SampleKind.None, Array.Empty<double>(), default, null);

    /// <summary>A value as it was sent: double, int, bool or string.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public object ValueAt(int index) => _values.GetValue(index)!;

    /// <summary>A value as a number: flags are 1 and 0, texts NaN. The status is not looked at.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public double NumberAt(int index) => _values switch
    {
        double[] values => values[index],
        int[] values => values[index],
        bool[] values => values[index] ? 1 : 0,
        _ => double.NaN,
    };

    /// <summary>All values as numbers, in an array of their own; NaN for texts and for samples that are not valid.</summary>
    public double[] ToNumbers()
    {
        var numbers = new double[Count];
        var allValid = Statuses.AreAllValid;
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = allValid || Statuses[i] == SampleStatus.Valid ? NumberAt(i) : double.NaN;
        }

        return numbers;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Identifier}: {Count} samples ({Kind})";

    private static SignalSamples Create(string identifier, SampleKind kind, Array values, SampleTimes times, SampleStatuses? statuses)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        ArgumentNullException.ThrowIfNull(values);
        return new SignalSamples(identifier, kind, values, times, statuses ?? SampleStatuses.All(SampleStatus.Valid, values.Length));
    }
}
