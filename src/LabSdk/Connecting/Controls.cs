using LabSdk.Devices;

namespace LabSdk.Connecting;

/// <summary>Switches a camera's frame stream on and off.</summary>
internal interface IAcquisitionControl
{
    ValueTask StartAsync(int frames, CancellationToken cancellationToken);

    ValueTask StopAsync(CancellationToken cancellationToken);
}

/// <summary>Reads and sets an exposure; setting returns what was read back.</summary>
internal interface IExposureControl
{
    ValueTask<TimeSpan> GetAsync(CancellationToken cancellationToken);

    ValueTask<TimeSpan> SetAsync(TimeSpan exposure, CancellationToken cancellationToken);
}

/// <summary>Reads and sets a wavelength in nm; setting returns what was read back.</summary>
internal interface IWavelengthControl
{
    DeviceLimits Limits { get; }

    ValueTask<double> GetAsync(CancellationToken cancellationToken);

    ValueTask<double> SetAsync(double nanometres, CancellationToken cancellationToken);
}

/// <summary>Reads and sets something that is on or off; setting returns what was read back.</summary>
internal interface ISwitchControl
{
    ValueTask<bool> GetAsync(CancellationToken cancellationToken);

    ValueTask<bool> SetAsync(bool on, CancellationToken cancellationToken);
}

/// <summary>Brings a device into and out of the state that acquisitions need.</summary>
internal interface IStagingControl
{
    ValueTask StageAsync(CancellationToken cancellationToken);

    ValueTask UnstageAsync(CancellationToken cancellationToken);
}

/// <summary>Takes driver-specific commands; arguments and results are JSON texts.</summary>
internal interface ICommandControl
{
    ValueTask<string> ExecuteAsync(string command, string arguments, CancellationToken cancellationToken);
}

/// <summary>Reads the whole state of a device at once.</summary>
internal interface IStateReader
{
    ValueTask<DeviceState> GetStateAsync(CancellationToken cancellationToken);
}
