namespace LabSdk;

/// <summary>The stable ids of errors raised by the facade. Each has a page in docs/errors.</summary>
public static class LabErrorIds
{
    /// <summary>One or more of several endpoints could not be connected.</summary>
    public const string ConnectFailed = "LAB-LAB-0001";

    /// <summary>The lab has no device of that id.</summary>
    public const string UnknownDevice = "LAB-LAB-0002";

    /// <summary>The device does not have the capability that was asked for.</summary>
    public const string MissingCapability = "LAB-LAB-0003";

    /// <summary>Several endpoints have a device of that id.</summary>
    public const string AmbiguousDevice = "LAB-LAB-0004";

    /// <summary>The lab is not connected to a peer of that family.</summary>
    public const string FamilyNotConnected = "LAB-LAB-0005";

    /// <summary>The device has no parameter of that name.</summary>
    public const string UnknownParameter = "LAB-LAB-0006";

    /// <summary>The record of a run cannot be written.</summary>
    public const string RunRecordNotWritten = "LAB-LAB-0007";

    /// <summary>A camera ended its stream before the first frame.</summary>
    public const string NoFrame = "LAB-LAB-0009";

    /// <summary>This version cannot connect endpoints of that family.</summary>
    public const string FamilyNotSupported = "LAB-LAB-0008";

    /// <summary>A simulated peer was asked for, and the package that simulates it is not there.</summary>
    public const string NoSimulation = "LAB-LAB-0010";

    /// <summary>A telemetry session has no signal of that name, or several.</summary>
    public const string UnknownSignal = "LAB-LAB-0011";

    /// <summary>A live signal gave no value for too long.</summary>
    public const string StaleSignal = "LAB-LAB-0012";

    /// <summary>A table that was to stand in a timeline does not tell when its rows were.</summary>
    public const string NoTimes = "LAB-LAB-0020";

    /// <summary>A timeline has no part of that name.</summary>
    public const string UnknownPart = "LAB-LAB-0021";
}
