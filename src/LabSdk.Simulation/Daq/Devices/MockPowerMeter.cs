namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>The mock power meter around 1 microwatt.</summary>
internal sealed class MockPowerMeter : SimulatedDevice, IReadableDriver
{
    private readonly NoiseSource _noise;
    private readonly bool _noiseFloor;
    private readonly FloatParameter _base;

    /// <param name="noise">The noise of this device.</param>
    /// <param name="noiseFloor">
    /// True for the noise that the daemon really makes, which is ten times the default base power and often gives negative
    /// readings; false for the documented 1 % of the base power.
    /// </param>
    public MockPowerMeter(NoiseSource noise, bool noiseFloor)
        : base("mock_power_meter", "Mock Power Meter", "mock_power_meter", DeviceCategory.PowerMeter)
    {
        _noise = noise;
        _noiseFloor = noiseFloor;
        _base = Add(new FloatParameter("base_power", "Base power of the simulated beam", "W", 1e-6, (0, 10)));
    }

    public override DeviceMetadata Describe() => new() { ReadingUnits = "W" };

    public double Read()
    {
        var power = _base.Value;
        if (power == 0)
        {
            return 0;
        }

        return _noiseFloor
            ? power + _noise.Uniform(0.01 * Math.Sqrt(power)) + _noise.Uniform(1e-9)
            : power + _noise.Gaussian(0.01 * power);
    }
}
