using LabSdk.Daq.Wire;

namespace LabSdk.Daq.Tests;

internal static class ScriptedDevices
{
    public static List<DeviceInfo> Default() =>
    [
        new()
        {
            Id = "mock_stage", Name = "Mock Stage", DriverType = "mock_stage", Category = DeviceCategory.Stage, Capabilities = { "movable", "parameterized" },
            Metadata = new DeviceMetadata { PositionUnits = "mm", MinPosition = -100, MaxPosition = 100 },
        },
        new()
        {
            Id = "mock_power_meter", Name = "Mock Power Meter", DriverType = "mock_power_meter", Category = DeviceCategory.PowerMeter,
            Capabilities = { "readable", "parameterized" }, Metadata = new DeviceMetadata { ReadingUnits = "W" },
        },
        new()
        {
            Id = "mock_camera", Name = "Mock Camera", DriverType = "mock_camera", Category = DeviceCategory.Camera,
            Capabilities = { "triggerable", "frame_producer", "exposure_controllable", "parameterized" },
            Metadata = new DeviceMetadata { FrameWidth = 640, FrameHeight = 480 },
        },
        new()
        {
            Id = "laser", Name = "Laser", DriverType = "mock_laser", Category = DeviceCategory.Laser,
            Capabilities = { "readable", "shutter_controllable", "emission_controllable", "wavelength_tunable" },
            Metadata = new DeviceMetadata { MinWavelengthNm = 690, MaxWavelengthNm = 1040 },
        },
    ];

    public static IEnumerable<ParameterDescriptor> Parameters(string device) => device switch
    {
        "mock_stage" => [new() { DeviceId = device, Name = "position", Dtype = "float", Units = "mm", Readable = true, Writable = true }],
        "mock_camera" =>
        [
            new() { DeviceId = device, Name = "exposure_s", Dtype = "float", Units = "s", Readable = true, Writable = true },
            new() { DeviceId = device, Name = "armed", Dtype = "bool", Readable = true, Writable = true },
            new() { DeviceId = device, Name = "mode", Dtype = "enum", Readable = true, Writable = true, EnumValues = { "fast", "slow" } },
            new() { DeviceId = device, Name = "counter", Dtype = "int", Readable = true, Writable = true },
        ],
        _ => [],
    };
}
