namespace LabSdk.Mds;

/// <summary>Why a device rebooted. From 0x8000 on unexpected. Source: the public header of the firmware SDK 1.43.</summary>
public enum RebootReason
{
#pragma warning disable CS1591 // The names say it; the numbers are the source's.
    Unknown = 0x0000,
    UserShutdown = 0x0001,
    UserReset = 0x0002,
    FirmwareUpdate = 0x0003,
    LowPower = 0x0004,
    DebuggerHalted = 0x0005,
    ButtonReset = 0x0006,
    PowerOnReset = 0x0007,
    SoftwareReset = 0x0008,
    DeepSleep = 0x0009,
    PinReset = 0x000A,
    SelfTest = 0x000B,
    UnknownError = 0x8000,
    Assert = 0x8001,
    Watchdog = 0x8002,
    BrownOutReset = 0x8003,
    Nmi = 0x8004,
    HardwareWatchdog = 0x8005,
    SoftwareWatchdog = 0x8006,
    ClockFailure = 0x8007,
    KernelPanic = 0x8008,
    FirmwareUpdateError = 0x8009,
    OutOfMemory = 0x800A,
    StackOverflow = 0x800B,
    TaskWatchdog = 0x800C,
    BusFault = 0x9100,
    MemFault = 0x9200,
    UsageFault = 0x9300,
    HardFault = 0x9400,
    Lockup = 0x9401,
    SecurityViolation = 0x9402,
    ParityError = 0x9403,
    Temperature = 0x9404,
    Hardware = 0x9405,
#pragma warning restore CS1591
}
