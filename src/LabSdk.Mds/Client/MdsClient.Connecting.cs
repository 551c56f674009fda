using LabSdk.Mds.Transport;

namespace LabSdk.Mds;

public sealed partial class MdsClient
{
    /// <summary>Opens a HID device and reads its config.</summary>
    /// <param name="address"><c>mds://hid/VID:PID</c>, <c>mds://hid/VID:PID/SERIAL</c>, or <c>mds://hid</c> for the only candidate.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="LabException">The device cannot be found, opened or read; <see cref="IMdsError.Kind"/> tells why.</exception>
    /// <exception cref="LabConfigurationException">The address cannot be read, or several devices match.</exception>
    public static async Task<MdsClient> ConnectAsync(string address = "mds://hid", MdsOptions? options = null, CancellationToken cancellationToken = default)
    {
        return await ConnectAsync(MdsAddress.Parse(address), options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a device and reads its config.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="options">How; null for the defaults. What stands in the address wins.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="LabException">The device cannot be found, opened or read; <see cref="IMdsError.Kind"/> tells why.</exception>
    /// <exception cref="LabConfigurationException">Several devices match, or an option cannot be read.</exception>
    public static async Task<MdsClient> ConnectAsync(MdsAddress address, MdsOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        var (open, own) = address.Opener(options ?? new MdsOptions());
        return await ConnectAsync(open, own, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a link of your own and reads the config of its device. With <see cref="MdsOptions.Reconnect"/> a lost link is opened again in the same way.</summary>
    /// <param name="open">Opens the link.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="LabException">The device cannot be opened or read; <see cref="IMdsError.Kind"/> tells why.</exception>
    public static async Task<MdsClient> ConnectAsync(
        Func<CancellationToken, ValueTask<IMdsBackend>> open, MdsOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(open);
        var client = new MdsClient(await open(cancellationToken).ConfigureAwait(false), open, options);
        try
        {
            await client.InitializeAsync(cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
