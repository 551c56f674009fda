namespace LabSdk.Daq;

/// <summary>The words of the daemon for what a device can do.</summary>
public static class DaqCapabilities
{
    /// <summary>Moves to positions.</summary>
    public const string Movable = "movable";

    /// <summary>Gives readings.</summary>
    public const string Readable = "readable";

    /// <summary>Can be armed and triggered.</summary>
    public const string Triggerable = "triggerable";

    /// <summary>Gives frames.</summary>
    public const string FrameProducer = "frame_producer";

    /// <summary>Has an exposure time.</summary>
    public const string ExposureControllable = "exposure_controllable";

    /// <summary>Has named values that can be set.</summary>
    public const string Settable = "settable";

    /// <summary>Has parameters.</summary>
    public const string Parameterized = "parameterized";

    /// <summary>Has a shutter.</summary>
    public const string ShutterControllable = "shutter_controllable";

    /// <summary>Its emission can be switched.</summary>
    public const string EmissionControllable = "emission_controllable";

    /// <summary>Its wavelength can be tuned.</summary>
    public const string WavelengthTunable = "wavelength_tunable";
}
