using System.Net;

namespace LabSdk.Fleet.Transport;

/// <summary>One connection to a gateway: over TCP, or from a tape. One writer and one reader at a time.</summary>
internal abstract class FleetConnection : IDisposable
{
    /// <summary>What a connection is called on a tape.</summary>
    public const string TapeName = "connection";

    /// <summary>What the end of a connection says on a tape that was never open.</summary>
    public const string Unreachable = "not opened";

    /// <summary>The address that answered.</summary>
    public EndPoint? RemoteEndPoint { get; protected init; }

    /// <summary>Bytes read since it was opened.</summary>
    public long BytesReceived { get; protected set; }

    /// <summary>Bytes written since it was opened.</summary>
    public long BytesSent { get; protected set; }

    /// <summary>Writes a whole frame, in one call where the system takes it.</summary>
    /// <exception cref="LinkEndedException">The connection is gone.</exception>
    /// <exception cref="OperationCanceledException">The deadline has passed. Part of the frame may have been written.</exception>
    public abstract ValueTask SendAsync(ReadOnlyMemory<byte> frame, Deadline deadline);

    /// <summary>Reads the next message, which is good until the next call.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <exception cref="LinkEndedException">The connection is gone.</exception>
    /// <exception cref="FleetProtocolErrorException">A message is larger than allowed.</exception>
    /// <exception cref="OperationCanceledException">The deadline has passed.</exception>
    public abstract ValueTask<ReadOnlyMemory<byte>> ReadAsync(Deadline deadline);

    /// <summary>Takes a message that was read already.</summary>
    public abstract bool TryTakeRead(out ReadOnlyMemory<byte> message);

    /// <summary>Reads what is there without waiting.</summary>
    /// <exception cref="LinkEndedException">The connection is gone, and every message that had come was taken.</exception>
    public abstract bool TryTake(out ReadOnlyMemory<byte> message);

    /// <summary>Waits until something has arrived, for a connection that nobody reads otherwise.</summary>
    /// <exception cref="LinkEndedException">The connection is gone.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing that has arrived is lost.</exception>
    public abstract ValueTask WaitForDataAsync(CancellationToken cancellationToken);

    /// <summary>What is there of an answer that is not complete, for error texts.</summary>
    public abstract string DescribeArrived();

    public abstract void Dispose();
}
