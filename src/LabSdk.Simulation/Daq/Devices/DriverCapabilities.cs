namespace LabSdk.Simulation.Daq;

/// <summary>Something that moves along one axis.</summary>
internal interface IMovableDriver
{
    double Position { get; }

    /// <summary>Returns when the driver has accepted the command; a blocking driver returns when the motion is over.</summary>
    Task MoveAbsoluteAsync(double target, CancellationToken cancellationToken);

    Task MoveRelativeAsync(double distance, CancellationToken cancellationToken);

    Task WaitSettledAsync(CancellationToken cancellationToken);

    /// <summary>Stops; throws <see cref="DriverFault"/> when the driver cannot.</summary>
    void Stop();
}

/// <summary>Something with a scalar reading.</summary>
internal interface IReadableDriver
{
    double Read();
}

/// <summary>Something that is armed and triggered.</summary>
internal interface ITriggerableDriver
{
    bool IsArmed { get; }

    void Arm();

    Task TriggerAsync(CancellationToken cancellationToken);
}

/// <summary>Something that produces frames.</summary>
internal interface IFrameDriver
{
    Broadcast<SimulatedFrame> Frames { get; }

    bool IsStreaming { get; }

    /// <summary>Frames captured since the counter was last reset.</summary>
    ulong FrameCount { get; }

    /// <summary>Returns false when it was already streaming.</summary>
    bool StartStream(uint? frameCount);

    void StopStream();
}

/// <summary>Something with an exposure time, in seconds as in the drivers.</summary>
internal interface IExposureDriver
{
    double ExposureSeconds { get; set; }
}

/// <summary>Something with named values that are set by name (a DAC).</summary>
internal interface ISettableDriver
{
    string GetJson(string name);

    void SetJson(string name, System.Text.Json.JsonElement value);
}

/// <summary>Something with a shutter.</summary>
internal interface IShutterDriver
{
    bool IsShutterOpen { get; }

    Task SetShutterAsync(bool open, CancellationToken cancellationToken);
}

/// <summary>Something that emits light on command.</summary>
internal interface IEmissionDriver
{
    bool IsEmitting { get; }

    void SetEmission(bool on);
}

/// <summary>Something with a tunable wavelength, in nanometres.</summary>
internal interface IWavelengthDriver
{
    double WavelengthNm { get; }

    Task SetWavelengthAsync(double wavelengthNm, CancellationToken cancellationToken);
}

/// <summary>Something that prepares itself before a run and tidies up after it.</summary>
internal interface IStageableDriver
{
    void Stage();

    void Unstage();
}
