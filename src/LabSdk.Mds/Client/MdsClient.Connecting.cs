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
        var (open, own) = MdsAddress.Parse(address).Opener(options ?? new MdsOptions());
        var client = new MdsClient(await open(cancellationToken).ConfigureAwait(false), open, own);
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
