using System.Net;
using LabSdk.Cxl.Bus;
using LabSdk.Cxl.Linux;

namespace LabSdk.Cxl;

/// <content>What can be opened.</content>
public sealed partial class CxlContext
{
    /// <summary>The CXL character devices of this computer, by name. Nothing is opened; an empty list where there are none.</summary>
    /// <exception cref="CxlIoException">The folder of the devices cannot be read.</exception>
    public static IReadOnlyList<CxlMailboxInfo> DiscoverMailboxes() => DiscoverMailboxes(LinuxCxlPlaces.System);

    /// <summary>The MCTP endpoints that <c>mctpd</c>, or the service of OpenBMC, lists over D-Bus. Nothing is opened.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CxlIoException">There is no D-Bus system bus, or no such service on it.</exception>
    /// <exception cref="CxlProtocolException">What came over D-Bus is broken.</exception>
    public static Task<CxlMctpListing> DiscoverMctpAsync(CancellationToken cancellationToken = default) => DiscoverMctpAsync(BusAddress.System, cancellationToken);

    /// <summary>MCTP endpoints as they come and go, as the services tell; those that are there come first.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="CxlIoException">There is no D-Bus system bus, or the connection was lost.</exception>
    /// <exception cref="CxlProtocolException">What came over D-Bus is broken.</exception>
    public static IAsyncEnumerable<CxlMctpChange> WatchMctpAsync(CancellationToken cancellationToken = default) => WatchMctpAsync(BusAddress.System, cancellationToken);

    internal static IReadOnlyList<CxlMailboxInfo> DiscoverMailboxes(LinuxCxlPlaces places)
    {
        try
        {
            return
            [
                .. Directory.EnumerateFileSystemEntries(places.Devices)
                    .Select(path => Path.GetFileName(path))
                    .Where(LinuxCxlPlaces.IsName)
                    .OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)
                    .Select(name => (Name: name, Described: CxlDescription.Read(places.DescriptionOf(name))))
                    .Select(found => new CxlMailboxInfo(
                        found.Name, found.Described.SerialNumber, found.Described.FirmwareVersion, found.Described.PayloadMaximum,
                        found.Described.VolatileSize, found.Described.PersistentSize, found.Described.NumaNode)),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CxlIoException(LinuxErrno.EAcces, $"The folder {places.Devices} cannot be read.", null, CxlErrorIds.AccessDenied, error);
        }
    }

    internal static Task<CxlMctpListing> DiscoverMctpAsync(EndPoint bus, CancellationToken cancellationToken) =>
        new MctpDirectory(bus, TimeProvider.System).ListAsync(cancellationToken);

    internal static IAsyncEnumerable<CxlMctpChange> WatchMctpAsync(EndPoint bus, CancellationToken cancellationToken) =>
        new MctpDirectory(bus, TimeProvider.System).WatchAsync(cancellationToken);
}
