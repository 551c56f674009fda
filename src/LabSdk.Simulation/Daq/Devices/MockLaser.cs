namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>The mock tunable laser: 690 to 1040 nm, 3 W after a warm-up of 30 s, with a shutter interlock.</summary>
internal sealed class MockLaser(TimeProvider time, bool instant)
    : SimulatedDevice("mock_laser", "Mock Laser", "mock_laser", DeviceCategory.Laser),
        IReadableDriver, IShutterDriver, IEmissionDriver, IWavelengthDriver
{
    private const double MinimumNm = 690;
    private const double MaximumNm = 1040;
    private const double BasePowerWatt = 3;
    private const double WarmUpSeconds = 30;
    private static readonly TimeSpan TuningTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ShutterTime = TimeSpan.FromMilliseconds(50);
    private readonly Lock _gate = new();
    private double _wavelength = 800;
    private bool _shutterOpen;
    private long? _emittingSince;

    public double WavelengthNm => Volatile.Read(ref _wavelength);

    public bool IsShutterOpen => Volatile.Read(ref _shutterOpen);

    public bool IsEmitting
    {
        get
        {
            lock (_gate)
            {
                return _emittingSince is not null;
            }
        }
    }

    public override DeviceMetadata Describe() =>
        new() { ReadingUnits = "W", MinWavelengthNm = MinimumNm, MaxWavelengthNm = MaximumNm };

    public double Read()
    {
        lock (_gate)
        {
            if (_emittingSince is not { } since)
            {
                return 0;
            }

            var seconds = time.GetElapsedTime(since).TotalSeconds;
            return seconds >= WarmUpSeconds ? BasePowerWatt : BasePowerWatt * (1 - Math.Exp(-3 * seconds / WarmUpSeconds));
        }
    }

    public async Task SetShutterAsync(bool open, CancellationToken cancellationToken)
    {
        await PauseAsync(ShutterTime, cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _shutterOpen, open);
    }

    public void SetEmission(bool on)
    {
        lock (_gate)
        {
            if (on && _shutterOpen)
            {
                throw new DriverFault("Safety interlock: Cannot enable emission with shutter open. Close shutter first.");
            }

            _emittingSince = on ? _emittingSince ?? time.GetTimestamp() : null;
        }
    }

    public async Task SetWavelengthAsync(double wavelengthNm, CancellationToken cancellationToken)
    {
        if (!(wavelengthNm is >= MinimumNm and <= MaximumNm))
        {
            throw new DriverFault($"Wavelength {RustNumber.Plain(wavelengthNm)} nm out of range (690-1040 nm)");
        }

        await PauseAsync(TuningTime, cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _wavelength, wavelengthNm);
    }

    private Task PauseAsync(TimeSpan span, CancellationToken cancellationToken) =>
        instant ? Task.CompletedTask : Task.Delay(span, time, cancellationToken);
}
