namespace LabSdk.Fleet;

/// <summary>
/// The numbers of the public modules. A module is any 32-bit number: your own has its own. (Source: the protocol's list and
/// the released module libraries. The number 999 of older clients' example module is served by no gateway.)
/// </summary>
public static class FleetModule
{
    /// <summary>Missions of autonomous cars: 1. Its only device type is 1.</summary>
    public const int Mission = 1;

    /// <summary>Inputs and outputs: 2. Types: 1 Arduino Opta, 2 Arduino Mega, 3 Arduino Uno R4, 4 button.</summary>
    public const int Io = 2;

    /// <summary>The older name of <see cref="Io"/>: 2.</summary>
    public const int CarAccessory = Io;

    /// <summary>Takes any status of any type: 3.</summary>
    public const int Transparent = 3;

    /// <summary>The example, a button with a lamp: 1000. Its only device type is 0.</summary>
    public const int Example = 1000;

    /// <summary>The name of a module for people.</summary>
    /// <param name="module">The number.</param>
    public static string NameOf(int module) => module switch
    {
        0 => "reserved",
        Mission => "mission",
        Io => "io",
        Transparent => "transparent",
        Example => "example",
        _ => "own",
    };

    /// <summary>The name of a device type of a module; empty when it has none.</summary>
    /// <param name="module">The number of the module.</param>
    /// <param name="type">The device type.</param>
    public static string TypeNameOf(int module, uint type) => (module, type) switch
    {
        (Mission, 1) => "autonomy",
        (Io, 1) => "Arduino Opta",
        (Io, 2) => "Arduino Mega",
        (Io, 3) => "Arduino Uno R4",
        (Io, 4) => "button",
        (Example, 0) => "button",
        _ => "",
    };
}
