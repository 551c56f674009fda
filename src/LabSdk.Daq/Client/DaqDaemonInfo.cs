namespace LabSdk.Daq;

/// <summary>What a daemon says about itself.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Features">What it was built with, for example <c>networking</c>.</param>
/// <param name="AvailableHardware">A constant list of driver names; the real devices come from the device list.</param>
/// <param name="Uptime">How long it runs, in whole seconds.</param>
public sealed record DaqDaemonInfo(string Version, IReadOnlyList<string> Features, IReadOnlyList<string> AvailableHardware, TimeSpan Uptime);
