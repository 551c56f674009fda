using LabSdk.Devices;

namespace LabSdk.Daq;

/// <summary>A device that gives readings.</summary>
public sealed class DaqDetector : DaqDeviceAdapter, IReadable, IStreamSource<Reading>
{
    internal DaqDetector(DaqConnection connection, DaqHardware hardware, DaqDevice device)
        : base(connection, hardware, device)
    {
    }

    /// <inheritdoc/>
    public string Unit => Device.ReadingUnit;

    /// <inheritdoc/>
    public ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default) => new(Hardware.ReadValueAsync(Id, cancellationToken));

    /// <summary>Streams ten readings a second; <see cref="DaqHardware.StreamValuesAsync"/> takes other rates.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<Reading> StreamAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var value in Hardware.StreamValuesAsync(Id, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            yield return value.Reading;
        }
    }
}
