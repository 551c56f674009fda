namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>What the daemon tells about the power_monitor module type.</summary>
internal static class PowerMonitorType
{
    public static ModuleTypeInfo Describe()
    {
        var info = new ModuleTypeInfo
        {
            TypeId = PowerMonitor.TypeId,
            DisplayName = "Power Monitor",
            Description = "Watches a power meter, with alarms",
            Version = "1.0.0",
        };
        info.RequiredRoles.Add(new ModuleRole
        {
            RoleId = PowerMonitor.Role, DisplayName = "Power Meter", Description = "The meter to watch", RequiredCapability = "readable",
        });
        info.Parameters.Add(
        [
            Parameter("sample_rate_hz", "float", "10.0", "Hz", "0.1", "100"),
            Parameter("low_threshold", "float", "", "mW"),
            Parameter("high_threshold", "float", "", "mW"),
            Parameter("averaging_window_s", "float", "1.0", "s", "0.1", "60"),
        ]);
        info.EventTypes.Add(["state_change", "read_error", "threshold_low", "threshold_high", "threshold_normal"]);
        info.DataTypes.Add(["power_reading", "statistics"]);
        return info;
    }

    private static ModuleParameter Parameter(
        string id, string type, string value, string units, string? minimum = null, string? maximum = null)
    {
        var parameter = new ModuleParameter { ParamId = id, DisplayName = id, ParamType = type, DefaultValue = value, Units = units };
        if (minimum is not null)
        {
            parameter.MinValue = minimum;
            parameter.MaxValue = maximum;
        }

        return parameter;
    }
}
