namespace LabSdk.Cxl;

/// <summary>What harm a command can do, and so what it needs before it is sent.</summary>
public enum CxlDanger
{
    /// <summary>Only reads.</summary>
    None,

    /// <summary>Log entries vanish.</summary>
    Log,

    /// <summary>Changes thresholds, clocks and policies.</summary>
    Policy,

    /// <summary>Changes the configuration.</summary>
    Config,

    /// <summary>Cuts hosts off or takes the device's time: needs a permission.</summary>
    Disruptive,

    /// <summary>Passphrases and the security state; wrong ones count towards a lock-out: needs a permission.</summary>
    Security,

    /// <summary>Destroys data: needs a confirmation that names the device.</summary>
    DataLoss,

    /// <summary>A vendor's command, of which nothing is known: needs a permission.</summary>
    Unknown,
}
