using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>The subscription to device states.</summary>
internal sealed partial class HardwareServiceHost
{
    private const int DefaultStatePeriodMs = 200;
    private const int ShortestStatePeriodMs = 10;

    public override async Task SubscribeDeviceState(
        DeviceStateSubscribeRequest request, IServerStreamWriter<DeviceStateUpdate> responseStream, ServerCallContext context)
    {
        var watched = Watched(request).Select(device => new WatchedDevice(device, request.LastSeenVersion)).ToList();
        var faults = CallFaults.Of(context);
        await foreach (var tick in Ticker.EveryAsync(StatePeriod(request.MaxRateHz), Time, context.CancellationToken).ConfigureAwait(false))
        {
            var isSnapshot = tick == 0 && request.IncludeSnapshot;
            foreach (var device in watched)
            {
                if (device.Next(isSnapshot, Time.Nanoseconds(), faults) is { } update)
                {
                    await responseStream.WriteAsync(update, context.CancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private static TimeSpan StatePeriod(uint maxRateHz) => TimeSpan.FromMilliseconds(
        maxRateHz == 0 ? DefaultStatePeriodMs : Math.Max(ShortestStatePeriodMs, 1000 / maxRateHz));

    private IEnumerable<SimulatedDevice> Watched(DeviceStateSubscribeRequest request)
    {
        if (request.DeviceIds.Count > 0)
        {
            return request.DeviceIds.Select(RequireDevice);
        }

        return state.Devices.Count > 0 ? state.Devices : throw RpcErrors.NotFound("No devices available to subscribe");
    }

    /// <summary>What one stream last said about one device.</summary>
    private sealed class WatchedDevice(SimulatedDevice device, ulong version)
    {
        private Dictionary<string, string>? _last;
        private ulong _version = version;

        /// <summary>The next update, or null when nothing changed.</summary>
        public DeviceStateUpdate? Next(bool isSnapshot, ulong timestampNs, CallFaults faults)
        {
            var fields = Fields(faults);
            if (!isSnapshot && _last is not null && fields.All(field => _last[field.Key] == field.Value))
            {
                return null;
            }

            _last = fields;
            var update = new DeviceStateUpdate
            {
                DeviceId = device.Id,
                TimestampNs = timestampNs,
                Version = ++_version,
                IsSnapshot = isSnapshot,
            };
            update.FieldsJson.Add(fields);
            return update;
        }

        private Dictionary<string, string> Fields(CallFaults faults)
        {
            var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["online"] = "true" };
            if (device is IMovableDriver movable)
            {
                fields["position"] = RustNumber.Plain(faults.Position(movable.Position));
            }

            if (device is IReadableDriver readable)
            {
                fields["reading"] = RustNumber.Plain(readable.Read());
            }

            if (device is ITriggerableDriver triggerable)
            {
                fields["armed"] = triggerable.IsArmed ? "true" : "false";
            }

            if (device is IFrameDriver camera)
            {
                fields["streaming"] = camera.IsStreaming ? "true" : "false";
            }

            if (device is IExposureDriver exposure)
            {
                fields["exposure_ms"] = RustNumber.Plain(exposure.ExposureSeconds * 1000);
            }

            return fields;
        }
    }
}
