namespace LabSdk.Display;

/// <summary>How an axis runs.</summary>
public enum AxisScale
{
    /// <summary>Even steps. The default.</summary>
    Linear = 0,

    /// <summary>Even decades; only positive values have a place on it.</summary>
    Logarithmic,

    /// <summary>Points in time: values are seconds since 1970-01-01 UTC.</summary>
    Time,
}

/// <summary>An axis of a <see cref="Figure"/>.</summary>
/// <param name="Title">What it shows; null for nothing.</param>
/// <param name="Unit">Its unit; null for none.</param>
/// <param name="Scale">How it runs. Default linear.</param>
public sealed record Axis(string? Title = null, string? Unit = null, AxisScale Scale = AxisScale.Linear)
{
    /// <summary>Lower end; null takes it from the data.</summary>
    public double? Min { get; init; }

    /// <summary>Upper end; null takes it from the data.</summary>
    public double? Max { get; init; }

    /// <summary>Title and unit in one line, or null.</summary>
    internal string? Label => (string.IsNullOrEmpty(Title), string.IsNullOrEmpty(Unit)) switch
    {
        (true, true) => null,
        (true, false) => Unit,
        (false, true) => VisibleText.Shorten(Title!, 80),
        _ => $"{VisibleText.Shorten(Title!, 80)} ({VisibleText.Shorten(Unit!, 30)})",
    };
}
