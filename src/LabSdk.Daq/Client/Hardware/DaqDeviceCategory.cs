namespace LabSdk.Daq;

/// <summary>What kind of thing a device is, as its driver says or the daemon guesses.</summary>
public enum DaqDeviceCategory
{
    /// <summary>Not told, or a kind that this version does not know.</summary>
    Unspecified = 0,

    /// <summary>A camera.</summary>
    Camera = 1,

    /// <summary>A motor or stage.</summary>
    Stage = 2,

    /// <summary>A detector that gives numbers.</summary>
    Detector = 3,

    /// <summary>A laser.</summary>
    Laser = 4,

    /// <summary>A power meter.</summary>
    PowerMeter = 5,

    /// <summary>Something else.</summary>
    Other = 99,
}
