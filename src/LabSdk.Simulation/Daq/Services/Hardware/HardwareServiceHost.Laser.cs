using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Shutter, wavelength and emission. The daemon's replies echo the request instead of reading back.</summary>
internal sealed partial class HardwareServiceHost
{
    public override async Task<SetShutterResponse> SetShutter(SetShutterRequest request, ServerCallContext context)
    {
        var shutter = Shutter(request.DeviceId);
        await CommandAsync("set_shutter", context, token => shutter.SetShutterAsync(request.Open, token)).ConfigureAwait(false);
        return new SetShutterResponse { Success = true, IsOpen = Told(request.Open, shutter.IsShutterOpen) };
    }

    public override Task<GetShutterResponse> GetShutter(GetShutterRequest request, ServerCallContext context) =>
        Task.FromResult(new GetShutterResponse { IsOpen = Shutter(request.DeviceId).IsShutterOpen });

    public override async Task<SetWavelengthResponse> SetWavelength(SetWavelengthRequest request, ServerCallContext context)
    {
        var laser = Wavelength(request.DeviceId);
        await CommandAsync("set_wavelength", context, token => laser.SetWavelengthAsync(request.WavelengthNm, token)).ConfigureAwait(false);
        return new SetWavelengthResponse { Success = true, ActualWavelengthNm = Told(request.WavelengthNm, laser.WavelengthNm) };
    }

    public override Task<GetWavelengthResponse> GetWavelength(GetWavelengthRequest request, ServerCallContext context) =>
        Task.FromResult(new GetWavelengthResponse { WavelengthNm = Wavelength(request.DeviceId).WavelengthNm });

    public override async Task<SetEmissionResponse> SetEmission(SetEmissionRequest request, ServerCallContext context)
    {
        var laser = Emission(request.DeviceId);
        await CommandAsync("set_emission", context, _ =>
        {
            laser.SetEmission(request.Enabled);
            return Task.CompletedTask;
        }).ConfigureAwait(false);
        return new SetEmissionResponse { Success = true, IsEnabled = Told(request.Enabled, laser.IsEmitting) };
    }

    public override Task<GetEmissionResponse> GetEmission(GetEmissionRequest request, ServerCallContext context) =>
        Task.FromResult(new GetEmissionResponse { IsEnabled = Emission(request.DeviceId).IsEmitting });

    private T Told<T>(T requested, T actual) => state.Quirks.LaserRepliesEchoRequest ? requested : actual;

    private IShutterDriver Shutter(string id) => Require<IShutterDriver>(id, "has no shutter control");

    private IWavelengthDriver Wavelength(string id) => Require<IWavelengthDriver>(id, "has no wavelength control");

    private IEmissionDriver Emission(string id) => Require<IEmissionDriver>(id, "has no emission control");
}
