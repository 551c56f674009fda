using System.Net;
using System.Runtime.CompilerServices;

namespace LabSdk.Cxl.Bus;

/// <summary>MCTP endpoints, asked of whichever service runs on the bus.</summary>
internal sealed class MctpDirectory(EndPoint bus, TimeProvider time)
{
    private const string NameOwnerChanged = "NameOwnerChanged";

    /// <summary>Lists the endpoints of all services that answer.</summary>
    /// <exception cref="CxlIoException">There is no bus, or no such service on it.</exception>
    public async Task<CxlMctpListing> ListAsync(CancellationToken cancellationToken)
    {
        var connection = await BusConnection.ConnectAsync(bus, time, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var (found, broken, services) = await AskAsync(connection, cancellationToken).ConfigureAwait(false);
            var ordered = found.OrderBy(info => info.Network).ThenBy(info => info.EndpointId).ToArray();
            return services.Count > 0
                ? new CxlMctpListing([.. ordered.Where(info => info.IsCxl)], [.. ordered.Where(info => !info.IsCxl)], broken, services)
                : throw new CxlIoException(
                    0, $"No service on the D-Bus system bus lists MCTP endpoints: neither {string.Join(" nor ", MctpService.Known.Select(service => service.Name))} runs.",
                    "Start mctpd, or open the endpoint by its numbers: cxl+mctp://NETWORK/EID.", CxlErrorIds.Bus);
        }
    }

    /// <summary>Endpoints as they come and go; those that are there first, as added.</summary>
    public async IAsyncEnumerable<CxlMctpChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connection = await BusConnection.ConnectAsync(bus, time, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            foreach (var service in MctpService.Known)
            {
                await connection.AddMatchAsync($"type='signal',sender='{service.Name}',interface='{MctpObjects.ObjectManager}'", cancellationToken).ConfigureAwait(false);
                await connection.AddMatchAsync($"type='signal',sender='org.freedesktop.DBus',member='{NameOwnerChanged}',arg0='{service.Name}'", cancellationToken).ConfigureAwait(false);
            }

            var known = new Dictionary<(string Owner, string Path), CxlMctpInfo>();
            var owners = new Dictionary<string, MctpService>();
            foreach (var service in MctpService.Known)
            {
                foreach (var change in await AppearedAsync(connection, service, known, owners, cancellationToken).ConfigureAwait(false))
                {
                    yield return change;
                }
            }

            await foreach (var signal in connection.Signals.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (var change in await ChangesAsync(connection, signal, known, owners, cancellationToken).ConfigureAwait(false))
                {
                    yield return change;
                }
            }
        }
    }

    private static async Task<(List<CxlMctpInfo> Found, List<string> Broken, List<string> Services)> AskAsync(BusConnection connection, CancellationToken cancellationToken)
    {
        var (found, broken, services) = (new List<CxlMctpInfo>(), new List<string>(), new List<string>());
        foreach (var service in MctpService.Known)
        {
            var answer = await connection.CallAsync(service.Name, service.ObjectManager, MctpObjects.ObjectManager, "GetManagedObjects", null, cancellationToken).ConfigureAwait(false);
            if (answer.Type == BusMessage.Return)
            {
                services.Add(service.Name);
                MctpObjects.Read(answer, service, found, broken);
            }
        }

        return (found, broken, services);
    }

    private static async Task<List<CxlMctpChange>> AppearedAsync(
        BusConnection connection, MctpService service, Dictionary<(string, string), CxlMctpInfo> known, Dictionary<string, MctpService> owners, CancellationToken cancellationToken)
    {
        var changes = new List<CxlMctpChange>();
        var answer = await connection.CallAsync(service.Name, service.ObjectManager, MctpObjects.ObjectManager, "GetManagedObjects", null, cancellationToken).ConfigureAwait(false);
        if (answer is { Type: BusMessage.Return, Sender: { } owner })
        {
            owners[owner] = service;
            var found = new List<CxlMctpInfo>();
            MctpObjects.Read(answer, service, found, []);
            foreach (var info in found)
            {
                if (known.TryAdd((owner, info.Path), info))
                {
                    changes.Add(new CxlMctpChange(true, info));
                }
            }
        }

        return changes;
    }

    private static async Task<List<CxlMctpChange>> ChangesAsync(
        BusConnection connection, BusMessage signal, Dictionary<(string Owner, string Path), CxlMctpInfo> known, Dictionary<string, MctpService> owners, CancellationToken cancellationToken)
    {
        if (signal is { Member: NameOwnerChanged, Signature: "sss" } && signal.Values() is [string name, string old, string now])
        {
            var gone = known.Where(pair => pair.Key.Owner == old).ToArray();
            foreach (var pair in gone)
            {
                known.Remove(pair.Key);
            }

            owners.Remove(old);
            List<CxlMctpChange> changes = [.. gone.Select(pair => new CxlMctpChange(false, pair.Value))];
            return now.Length > 0 && MctpService.Known.FirstOrDefault(service => service.Name == name) is { } back
                ? [.. changes, .. await AppearedAsync(connection, back, known, owners, cancellationToken).ConfigureAwait(false)]
                : changes;
        }

        if (signal.Interface != MctpObjects.ObjectManager || signal.Sender is not { } sender || !owners.TryGetValue(sender, out var service))
        {
            return [];
        }

        return (signal.Member, signal.Signature) switch
        {
            ("InterfacesAdded", "oa{sa{sv}}") when signal.Values() is [string path, var interfaces]
                && MctpObjects.ReadObject(path, interfaces, service, []) is { } info && known.TryAdd((sender, info.Path), info) => [new CxlMctpChange(true, info)],
            ("InterfacesRemoved", "oas") when signal.Values() is [string path, List<object> removed]
                && removed.Contains(MctpObjects.EndpointInterface) && known.Remove((sender, path), out var info) => [new CxlMctpChange(false, info)],
            _ => [],
        };
    }
}
