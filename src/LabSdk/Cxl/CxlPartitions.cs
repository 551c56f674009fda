using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>How the memory of a device is divided into volatile and persistent, now and after the next reset. Shows itself as a bar.</summary>
public sealed class CxlPartitions : CxlView
{
    internal CxlPartitions(CxlDevice device, MemdevGetPartitionInfo info, MemdevIdentify identity)
        : base(device) => (Info, Identity) = (info, identity);

    /// <summary>Everything that the device told of its partitions.</summary>
    public MemdevGetPartitionInfo Info { get; }

    /// <summary>Its capacities.</summary>
    public MemdevIdentify Identity { get; }

    /// <summary>Volatile memory now, in bytes.</summary>
    public ulong VolatileBytes => Info.ActiveVolatileBytes;

    /// <summary>Persistent memory now, in bytes.</summary>
    public ulong PersistentBytes => Info.ActivePersistentBytes;

    /// <summary>True when a reset will change it.</summary>
    public bool IsChangePending => Info.IsChangePending;

    /// <summary>Divides the partitionable memory anew. Destroys data; takes effect with the next reset. Blocks.</summary>
    /// <param name="volatileBytes">How much of the partitionable memory becomes volatile, in bytes; a multiple of the alignment.</param>
    /// <param name="confirmation">Names the device.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The partitions as they are then.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is not a multiple of 256 MiB.</exception>
    /// <exception cref="CxlConfirmationException">The confirmation names another device.</exception>
    public CxlPartitions Set(ulong volatileBytes, CxlConfirmation confirmation, CancellationToken cancellationToken = default)
    {
        const ulong Unit = 256UL << 20;
        if (volatileBytes % Unit != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(volatileBytes), volatileBytes, "Partitions are counted in units of 256 MiB.");
        }

        var request = new MemdevSetPartitionInfoRequest { VolatileCapacityUnits = volatileBytes / Unit };
        Device.Tell("Setting the partitions", "partitions", CxlCommands.MemdevSetPartitionInfo, (client, token) => client.Memory.SetPartitionInfoAsync(request, confirmation, token), cancellationToken);
        return Device.Partitions;
    }

    internal override Block View() => CxlPartitionView.Of(this);
}
