namespace LabSdk.Odp;

/// <summary>What an interval's result was made of.</summary>
public enum IntervalResultKind
{
    /// <summary>There has been no value yet.</summary>
    Empty,

    /// <summary>The interval has samples.</summary>
    Aggregate,

    /// <summary>The interval has no samples: the value comes from those around it.</summary>
    Held,
}
