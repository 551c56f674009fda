using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Parameters and their changes.</summary>
internal sealed partial class HardwareServiceHost
{
    public override Task<ListParametersResponse> ListParameters(ListParametersRequest request, ServerCallContext context)
    {
        var device = RequireDevice(request.DeviceId);
        var reply = new ListParametersResponse();
        reply.Parameters.AddRange(device.Parameters.Select(parameter => Describe(device, parameter)));
        return Task.FromResult(reply);
    }

    public override Task<ParameterValue> GetParameter(GetParameterRequest request, ServerCallContext context) =>
        Task.FromResult(new ParameterValue
        {
            DeviceId = request.DeviceId,
            Name = request.ParameterName,
            Value = ReadJson(request.DeviceId, request.ParameterName),
            TimestampNs = Time.Nanoseconds(),
        });

    public override Task<SetParameterResponse> SetParameter(SetParameterRequest request, ServerCallContext context)
    {
        var value = JsonTexts.ParseOrText(request.Value);
        var device = state.Find(request.DeviceId);
        var parameter = device?.FindParameter(request.ParameterName);
        var settable = device as ISettableDriver;
        if (parameter is null && settable is null)
        {
            throw RpcErrors.NotFound($"Device '{request.DeviceId}' does not support settable parameters");
        }

        var old = parameter?.Json ?? "null";
        try
        {
            if (parameter is not null)
            {
                parameter.SetJson(value);
            }
            else
            {
                settable!.SetJson(request.ParameterName, value);
            }
        }
        catch (DriverFault fault)
        {
            throw RpcErrors.InvalidArgument($"Failed to set parameter: {fault.Message}");
        }

        var actual = parameter?.Json ?? ReadBack(settable!, request.ParameterName, request.Value);
        state.ParameterEvents.PublishUser(request.DeviceId, request.ParameterName, old, actual, Time.Nanoseconds());
        return Task.FromResult(new SetParameterResponse { Success = true, ActualValue = actual });
    }

    public override async Task StreamParameterChanges(
        StreamParameterChangesRequest request, IServerStreamWriter<ParameterChange> responseStream, ServerCallContext context)
    {
        using var changes = state.ParameterEvents.Subscribe();
        await context.WriteResponseHeadersAsync([]).ConfigureAwait(false);
        var copies = CallFaults.Of(context).DuplicateParameterEvents ? 2 : 1;
        await foreach (var change in changes.Reader.ReadAllAsync(context.CancellationToken).ConfigureAwait(false))
        {
            var wanted = (!request.HasDeviceId || request.DeviceId == change.DeviceId)
                && (request.ParameterNames.Count == 0 || request.ParameterNames.Contains(change.Name));
            for (var copy = 0; wanted && copy < copies; copy++)
            {
                await responseStream.WriteAsync(change, context.CancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static ParameterDescriptor Describe(SimulatedDevice device, SimulatedParameter parameter)
    {
        var descriptor = new ParameterDescriptor
        {
            DeviceId = device.Id,
            Name = parameter.Name,
            Description = parameter.Description,
            Dtype = parameter.DataType,
            Units = parameter.Units,
            Readable = true,
            Writable = !parameter.IsReadOnly,
        };
        if (parameter is { PublishesRange: true, Range: var (minimum, maximum) })
        {
            descriptor.MinValue = minimum;
            descriptor.MaxValue = maximum;
        }

        descriptor.EnumValues.AddRange(parameter.Choices);
        return descriptor;
    }

    private static string ReadBack(ISettableDriver settable, string name, string sent)
    {
        try
        {
            return settable.GetJson(name);
        }
        catch (DriverFault)
        {
            return sent; // A write-only name such as "zero" has nothing to read back.
        }
    }

    private string ReadJson(string id, string name)
    {
        var device = state.Find(id);
        if (device?.FindParameter(name) is { } parameter)
        {
            return parameter.Json;
        }

        if (device is not ISettableDriver settable)
        {
            throw RpcErrors.NotFound($"Device '{id}' does not support parameter '{name}'");
        }

        try
        {
            return settable.GetJson(name);
        }
        catch (DriverFault fault)
        {
            throw RpcErrors.Error(StatusCode.Internal, $"Failed to get parameter: {fault.Message}");
        }
    }
}
