namespace LabSdk.Devices;

/// <summary>How much of a frame is sent.</summary>
public enum FrameQuality
{
    /// <summary>Every pixel.</summary>
    Full,

    /// <summary>The mean of 2 x 2 pixels.</summary>
    Preview,

    /// <summary>The mean of 4 x 4 pixels.</summary>
    Fast,
}
