using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>The ring-buffer tap of the storage service; the simulator records no files, so the rest is not implemented.</summary>
internal sealed class StorageServiceHost(DaemonState state) : StorageService.StorageServiceBase
{
    public override Task<RingBufferTapInfo> GetRingBufferTapInfo(GetRingBufferTapInfoRequest request, ServerCallContext context)
    {
        var buffer = state.RingBuffer ?? throw RpcErrors.Error(StatusCode.Unavailable, "Ring buffer not configured");
        return Task.FromResult(new RingBufferTapInfo
        {
            FilePath = buffer.Path,
            TotalSizeBytes = (ulong)(RingBufferFile.HeaderSize + buffer.Capacity),
            CapacityBytes = (ulong)buffer.Capacity,
            HeaderSize = RingBufferFile.HeaderSize,
            StreamId = buffer.StreamId,
            Magic = RingBufferFile.Magic,
            WriteHead = buffer.Head,
            WriteEpoch = buffer.Epoch,

            // The daemon says so whatever the records really are.
            DataFormat = "arrow_ipc",
        });
    }
}
