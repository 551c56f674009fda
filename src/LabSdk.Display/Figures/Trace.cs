namespace LabSdk.Display;

/// <summary>One set of data in a <see cref="Figure"/>. Data are copied when a trace is made.</summary>
public abstract record Trace
{
    private protected Trace()
    {
    }

    /// <summary>Name in the legend; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>Unit of the values, said in the legend or at the colour bar; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>Name and unit in one line; empty when there is neither.</summary>
    internal string Label => new Axis(Name, Unit).Label ?? "";
}
