namespace LabSdk.Display;

/// <summary>A colour of the theme; each has a light and a dark value.</summary>
public enum Ink
{
    /// <summary>The colour of text. The default.</summary>
    Text = 0,

    /// <summary>The ground.</summary>
    Ground,

    /// <summary>A slightly shaded ground.</summary>
    Soft,

    /// <summary>Thin lines.</summary>
    Line,

    /// <summary>Side notes.</summary>
    Muted,

    /// <summary>What stands out without being good or bad.</summary>
    Accent,

    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Needs attention.</summary>
    Warn,

    /// <summary>Does not work.</summary>
    Fault,

    /// <summary>Nothing is known, or nothing is there.</summary>
    Unknown,

    /// <summary>First of eight colours to tell things apart, safe for the colour-blind.</summary>
    Series0,

    /// <summary>Second of eight.</summary>
    Series1,

    /// <summary>Third of eight.</summary>
    Series2,

    /// <summary>Fourth of eight.</summary>
    Series3,

    /// <summary>Fifth of eight.</summary>
    Series4,

    /// <summary>Sixth of eight.</summary>
    Series5,

    /// <summary>Seventh of eight.</summary>
    Series6,

    /// <summary>Last of eight.</summary>
    Series7,
}
