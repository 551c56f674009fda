namespace LabSdk.Daq;

/// <summary>The stable ids of errors raised by LabSdk.Daq. Each has a page in docs/errors.</summary>
public static class DaqErrorIds
{
    /// <summary>The daemon cannot be reached, or the connection to it was lost.</summary>
    public const string Unreachable = "LAB-DAQ-0001";

    /// <summary>The daemon refused the token, or wants one.</summary>
    public const string Unauthenticated = "LAB-DAQ-0002";

    /// <summary>The call did not finish in its time.</summary>
    public const string Timeout = "LAB-DAQ-0003";

    /// <summary>The daemon has no device of that id.</summary>
    public const string UnknownDevice = "LAB-DAQ-0004";

    /// <summary>The daemon does not know the named preset, script, module, run, parameter or file.</summary>
    public const string NotFound = "LAB-DAQ-0005";

    /// <summary>The daemon did not accept a value.</summary>
    public const string InvalidArgument = "LAB-DAQ-0006";

    /// <summary>The device or the engine is in the wrong state for the call.</summary>
    public const string WrongState = "LAB-DAQ-0007";

    /// <summary>The device or the daemon does not have the called function.</summary>
    public const string NotSupported = "LAB-DAQ-0008";

    /// <summary>A limit of the daemon was reached, for example three frame streams per computer.</summary>
    public const string LimitReached = "LAB-DAQ-0009";

    /// <summary>The daemon or a driver failed inside.</summary>
    public const string DaemonFailure = "LAB-DAQ-0010";

    /// <summary>The daemon answered that the call did not succeed.</summary>
    public const string Refused = "LAB-DAQ-0011";

    /// <summary>The address of a daemon cannot be read.</summary>
    public const string InvalidAddress = "LAB-DAQ-0012";

    /// <summary>A frame breaks its format.</summary>
    public const string MalformedFrame = "LAB-DAQ-0013";

    /// <summary>The ring buffer breaks its format.</summary>
    public const string MalformedRing = "LAB-DAQ-0014";

    /// <summary>The ring buffer cannot be read now.</summary>
    public const string RingUnavailable = "LAB-DAQ-0015";

    /// <summary>The run engine of the daemon hangs and needs a restart of the daemon.</summary>
    public const string EngineWedged = "LAB-DAQ-0016";

    /// <summary>Halting an idle engine would wedge it, so it was not done.</summary>
    public const string HaltWhileIdle = "LAB-DAQ-0017";

    /// <summary>A camera was to be used without a running frame stream.</summary>
    public const string CameraNotStreaming = "LAB-DAQ-0018";

    /// <summary>A frame stream has delivered nothing for too long.</summary>
    public const string NoFrames = "LAB-DAQ-0019";

    /// <summary>Documents of a run were lost on the way.</summary>
    public const string DocumentsLost = "LAB-DAQ-0020";

    /// <summary>A stream that can be taken only once was taken by somebody else.</summary>
    public const string StreamTaken = "LAB-DAQ-0021";

    /// <summary>A run on the daemon ended without success.</summary>
    public const string RunFailed = "LAB-DAQ-0022";

    /// <summary>The device does not have the capability that was asked for.</summary>
    public const string MissingCapability = "LAB-DAQ-0023";

    /// <summary>A message of the daemon does not follow the protocol.</summary>
    public const string MalformedMessage = "LAB-DAQ-0024";

    /// <summary>The daemon cancelled the call.</summary>
    public const string Cancelled = "LAB-DAQ-0025";

    /// <summary>A laser did not take over the value that was set.</summary>
    public const string ReadbackDiffers = "LAB-DAQ-0026";
}
