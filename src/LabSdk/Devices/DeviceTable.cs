using System.Collections;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>
/// The devices of a lab at one moment, sorted by id, and those that did not start. Shows itself as a table with the
/// health of each.
/// </summary>
/// <remarks>Thread-safe: immutable.</remarks>
[TypeFormatterSource]
public sealed class DeviceTable : IReadOnlyList<Device>, IDisplayable
{
    private readonly Device[] _devices;
    private readonly Dictionary<string, Device> _byFullId;
    private readonly ILookup<string, Device> _byId;

    internal DeviceTable(Lab lab, IReadOnlyList<Device> devices, IReadOnlyList<RegistrationFailure> failures)
    {
        Lab = lab;
        _devices = [.. devices];
        Failures = failures;
        _byId = _devices.ToLookup(device => device.Id, StringComparer.Ordinal);
        _byFullId = new Dictionary<string, Device>(StringComparer.Ordinal);
        foreach (var device in _devices)
        {
            _byFullId.TryAdd(device.FullId, device);
        }
    }

    /// <summary>Devices that stand in a peer's configuration but did not start, with the reason.</summary>
    public IReadOnlyList<RegistrationFailure> Failures { get; }

    /// <summary>How many devices there are.</summary>
    public int Count => _devices.Length;

    internal Lab Lab { get; }

    /// <summary>A device by its place in the table.</summary>
    /// <param name="index">From 0.</param>
    public Device this[int index] => _devices[index];

    /// <summary>A device by its id.</summary>
    /// <param name="id">The id, with its endpoint in front where several endpoints have one.</param>
    /// <exception cref="DeviceException">There is no such device; the nearest ids are named.</exception>
    public Device this[string id] => Find(id);

    /// <summary>Asks the peers again. Blocks.</summary>
    /// <returns>The new table; this one stays as it is.</returns>
    public DeviceTable Refresh() => Lab.Refresh();

    /// <summary>Returns the table, with the state of each device at this moment. Blocks for at most 3 s.</summary>
    public MimeBundle ToMimeBundle() => DeviceTableView.Of(this).ToMimeBundle();

    /// <summary>Returns the table of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => DeviceTableView.Of(this).ToHtml();

    /// <summary>Returns the table of <see cref="ToMimeBundle"/> as text.</summary>
    public override string ToString() => DeviceTableView.Of(this).ToString();

    /// <inheritdoc/>
    public IEnumerator<Device> GetEnumerator() => ((IEnumerable<Device>)_devices).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal Device Find(string id) => TryFind(id) ?? throw LabErrors.UnknownDevice(id, _devices.Select(device => device.Id), Failures);

    internal Device? TryFind(string id)
    {
        var found = _byId[id].Take(2).ToArray();
        return found.Length switch
        {
            0 => _byFullId.GetValueOrDefault(id),
            1 => found[0],
            _ => throw LabErrors.Ambiguous(id, _byId[id].Select(device => device.FullId)),
        };
    }
}
