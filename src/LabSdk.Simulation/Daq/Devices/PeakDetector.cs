namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>
/// A photon counter in front of a spot: a Gaussian peak over the position of the stages with counting noise. It exists in
/// no real daemon; it makes demo scans show something.
/// </summary>
internal sealed class PeakDetector : SimulatedDevice, IReadableDriver
{
    private const double CentreX = 42;
    private const double SigmaX = 8;
    private const double CentreY = 12;
    private const double SigmaY = 12;
    private const double Amplitude = 10_000;
    private const double Baseline = 200;
    private readonly NoiseSource _noise;
    private readonly IMovableDriver _x;
    private readonly IMovableDriver? _y;
    private readonly FloatParameter _integration;
    private readonly TextParameter _gain;
    private readonly IntegerParameter _averages;
    private readonly BoolParameter _dark;

    public PeakDetector(NoiseSource noise, IMovableDriver x, IMovableDriver? y)
        : base("peak_detector", "Simulated peak detector", "simulated_peak_detector", DeviceCategory.Detector)
    {
        _noise = noise;
        _x = x;
        _y = y;
        _integration = Add(new FloatParameter("integration_time_s", "Integration time", "s", 1, (0.001, 10)) { PublishesRange = true });
        _gain = Add(new TextParameter("gain", "Amplifier gain", "low", "low", "medium", "high"));
        _averages = Add(new IntegerParameter("averages", "Readings averaged into one", 1, (1, 1000)) { PublishesRange = true });
        _dark = Add(new BoolParameter("dark", "Beam blocked: only the baseline is seen"));
        Add(new TextParameter("label", "Free text for the logbook", ""));
        Add(new TextParameter("serial_number", "Serial number", "SIM-0042") { IsReadOnly = true });
    }

    public override DeviceMetadata Describe() => new() { ReadingUnits = "counts" };

    public double Read()
    {
        var expected = Expected(_x.Position, _y?.Position ?? CentreY) * _integration.Value * Gain();
        return Math.Max(0, Math.Round(expected + _noise.Gaussian(Math.Sqrt(expected / _averages.Value))));
    }

    private double Expected(double x, double y)
    {
        var exponent = (Square(x - CentreX) / (2 * SigmaX * SigmaX)) + (Square(y - CentreY) / (2 * SigmaY * SigmaY));
        return Baseline + (_dark.Value ? 0 : Amplitude * Math.Exp(-exponent));
    }

    private double Gain() => _gain.Value switch { "medium" => 10, "high" => 100, _ => 1 };

    private static double Square(double value) => value * value;
}
