using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

public sealed partial class DaqStorage
{
    /// <summary>Lists the files of acquisitions, newest first. Files found on the disk get new ids with every call.</summary>
    /// <param name="namePattern">Only names that contain this; null for all.</param>
    /// <param name="after">Only those made after this moment; null for all.</param>
    /// <param name="before">Only those made before this moment; null for all.</param>
    /// <param name="limit">How many at most; null for 100.</param>
    /// <param name="offset">How many to leave out first; null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The files, and how many there are in all.</returns>
    public async Task<(IReadOnlyList<AcquisitionSummary> Acquisitions, int Total)> ListAcquisitionsAsync(
        string? namePattern = null, DateTimeOffset? after = null, DateTimeOffset? before = null, int? limit = null, int? offset = null,
        CancellationToken cancellationToken = default)
    {
        var request = new ListAcquisitionsRequest();
        if (namePattern is not null)
        {
            request.NamePattern = namePattern;
        }

        if (after is { } from)
        {
            request.AfterTimestampNs = DaqTime.ToNanoseconds(from);
        }

        if (before is { } to)
        {
            request.BeforeTimestampNs = DaqTime.ToNanoseconds(to);
        }

        if (limit is { } most)
        {
            request.Limit = (uint)Math.Max(most, 0);
        }

        if (offset is { } skipped)
        {
            request.Offset = (uint)Math.Max(skipped, 0);
        }

        var reply = await _connection.CallAsync(
            Call("ListAcquisitions", "Listing the acquisitions"), options => _calls.ListAcquisitionsAsync(request, options), cancellationToken).ConfigureAwait(false);
        return (reply.Acquisitions, (int)Math.Min(reply.TotalCount, int.MaxValue));
    }

    /// <summary>Reads what is known of an acquisition file. Its list of data sets is empty with the daemons known.</summary>
    /// <param name="acquisitionId">The id from the last listing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<AcquisitionInfo> GetAcquisitionInfoAsync(string acquisitionId, CancellationToken cancellationToken = default) => _connection.CallAsync(
        Call("GetAcquisitionInfo", $"Asking for acquisition '{acquisitionId}'"),
        options => _calls.GetAcquisitionInfoAsync(new GetAcquisitionInfoRequest { AcquisitionId = acquisitionId }, options), cancellationToken);

    /// <summary>Deletes an acquisition file from the daemon's disk.</summary>
    /// <param name="acquisitionId">The id from the last listing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The bytes that became free.</returns>
    public async Task<ulong> DeleteAcquisitionAsync(string acquisitionId, CancellationToken cancellationToken = default)
    {
        var call = Call("DeleteAcquisition", $"Deleting acquisition '{acquisitionId}'");
        var request = new DeleteAcquisitionRequest { AcquisitionId = acquisitionId, Confirm = true };
        var reply = await _connection.CallAsync(call, options => _calls.DeleteAcquisitionAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.BytesFreed;
    }

    /// <summary>Asks where the ring buffer is; see <see cref="OpenRingBufferAsync"/>.</summary>
    /// <param name="bufferName">Ignored by the daemons known, which have one buffer.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqConnectionException">The daemon has no ring buffer.</exception>
    public Task<RingBufferTapInfo> GetRingBufferTapInfoAsync(string bufferName = "", CancellationToken cancellationToken = default) => _connection.CallAsync(
        Call("GetRingBufferTapInfo", "Asking for the ring buffer"),
        options => _calls.GetRingBufferTapInfoAsync(new GetRingBufferTapInfoRequest { BufferName = bufferName }, options), cancellationToken);

    /// <summary>Opens the daemon's ring buffer. Works only on the daemon's own computer, as the same user.</summary>
    /// <param name="fromOldest">True to begin with the oldest record that is still there; false (default) with the next one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="LabConnectionException">The daemon has none, or its file cannot be opened here.</exception>
    public async Task<RingBufferTap> OpenRingBufferAsync(bool fromOldest = false, CancellationToken cancellationToken = default)
    {
        var info = await GetRingBufferTapInfoAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return RingBufferTap.Open(info.FilePath, fromOldest, _connection.Time);
    }
}
