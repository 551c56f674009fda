namespace LabSdk.Simulation.Cxl;

/// <summary>When a component refuses a command before it looks at the payload.</summary>
[Flags]
internal enum CciRule
{
    None = 0,

    /// <summary>The fixed size is a minimum: a list or data follow.</summary>
    Variable = 1,

    /// <summary>Needs the media: Media Disabled while a sanitize runs and after one has failed.</summary>
    Media = 2,

    /// <summary>Needs an unlocked device: Invalid Security State otherwise.</summary>
    Unlocked = 4,

    /// <summary>The last field of the fixed size came with a later revision and may be missing.</summary>
    OptionalTail = 8,

    /// <summary>Not told in the Command Effects Log: the command is not for hosts to send.</summary>
    Unlisted = 16,
}
