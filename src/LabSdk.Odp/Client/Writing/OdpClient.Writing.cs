namespace LabSdk.Odp;

/// <content>Writing.</content>
public sealed partial class OdpClient
{
    /// <summary>Creates a session and begins its streams. Dispose of the writer to end it.</summary>
    /// <param name="options">What it is called, and how it is written; null for the defaults.</param>
    /// <param name="cancellationToken">Ends waiting; a session that was created by then is ended.</param>
    /// <exception cref="OdpConfigurationException">The data source or a stream cannot be used. Nothing was sent.</exception>
    /// <exception cref="KafkaTransportException">The broker is not reached, or refuses.</exception>
    public Task<OdpSessionWriter> NewSessionAsync(OdpSessionOptions? options = null, CancellationToken cancellationToken = default) =>
        OdpSessionWriter.OpenAsync(this, options ?? new OdpSessionOptions(), Options.Time, cancellationToken);
}
