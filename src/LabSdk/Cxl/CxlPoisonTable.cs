using System.Collections;
using LabSdk.Cxl;
using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Families.Cxl;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The places in the memory of a device that are known to be bad. Shows itself as a table.</summary>
public sealed class CxlPoisonTable : CxlView, IReadOnlyList<CxlMediaErrorRecord>
{
    private const int LineSize = 64;
    private readonly IReadOnlyList<CxlMediaErrorRecord> _records;

    internal CxlPoisonTable(CxlDevice device, CxlPoisonContent content)
        : base(device) => (_records, IsOverflowed, IsScanInProgress, OverflowTime) = (content.Records, content.IsOverflowed, content.IsScanInProgress, content.OverflowTime);

    /// <summary>How many places there are.</summary>
    public int Count => _records.Count;

    /// <summary>True when the device could not keep all records.</summary>
    public bool IsOverflowed { get; }

    /// <summary>When the list overflowed; null when it did not, or the device had no time.</summary>
    public DateTimeOffset? OverflowTime { get; }

    /// <summary>True while a scan of the media runs, which will change the list.</summary>
    public bool IsScanInProgress { get; }

    /// <summary>Bad memory in all, in bytes.</summary>
    public ulong TotalBytes => _records.Aggregate(0UL, static (sum, record) => sum + record.LengthBytes);

    /// <summary>The table as a data frame, one row for each place.</summary>
    public DataFrame Data
    {
        get
        {
            var frame = new DataFrameBuilder().AddColumn<string>("address").AddColumn<long>("address_number").AddColumn<long>("length", "B").AddColumn<string>("source");
            foreach (var record in _records)
            {
                frame.Append(CxlText.Address(record.Dpa), unchecked((long)record.Dpa), (long)record.LengthBytes, CxlText.Words(record.Source));
            }

            return frame.Snapshot();
        }
    }

    /// <summary>A place by its number.</summary>
    /// <param name="index">From 0.</param>
    public CxlMediaErrorRecord this[int index] => _records[index];

    /// <summary>Returns the table as a data frame; the same as <see cref="Data"/>.</summary>
    public DataFrame ToTable() => Data;

    /// <summary>Makes a place of 64 bytes bad, for tests of error handling. Destroys what stands there. Blocks.</summary>
    /// <param name="address">Device physical address, a multiple of 64.</param>
    /// <param name="confirmation">Names the device.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The list as it is then.</returns>
    /// <exception cref="CxlConfirmationException">The confirmation names another device.</exception>
    public CxlPoisonTable Inject(ulong address, CxlConfirmation confirmation, CancellationToken cancellationToken = default)
    {
        Device.Tell(
            "Injecting poison into the memory", "poison injection", CxlCommands.MemdevInjectPoison,
            (client, token) => client.Memory.InjectPoisonAsync(new MemdevInjectPoisonRequest { Address = address }, confirmation, token), cancellationToken);
        return Device.Poison;
    }

    /// <summary>Writes 64 bytes to a bad place, which makes it good again. Destroys what stands there. Blocks.</summary>
    /// <param name="address">Device physical address, a multiple of 64.</param>
    /// <param name="confirmation">Names the device.</param>
    /// <param name="data">64 bytes to write; empty for zeros.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The list as it is then.</returns>
    /// <exception cref="CxlConfirmationException">The confirmation names another device.</exception>
    public CxlPoisonTable Clear(ulong address, CxlConfirmation confirmation, ReadOnlyMemory<byte> data = default, CancellationToken cancellationToken = default)
    {
        var written = data.IsEmpty ? new byte[LineSize] : data;
        Device.Tell(
            "Clearing poison in the memory", "poison clearing", CxlCommands.MemdevClearPoison,
            (client, token) => client.Memory.ClearPoisonAsync(new MemdevClearPoisonRequest { Address = address, WriteData = written }, confirmation, token), cancellationToken);
        return Device.Poison;
    }

    /// <inheritdoc/>
    public IEnumerator<CxlMediaErrorRecord> GetEnumerator() => _records.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override Block View() => CxlPoisonView.Of(this);
}
