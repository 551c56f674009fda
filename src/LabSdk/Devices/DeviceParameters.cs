using System.Collections;
using LabSdk.Connecting;
using LabSdk.Devices;
using LabSdk.Display.Widgets;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;
using LabSdk.Text;

namespace LabSdk;

/// <summary>
/// The parameters of a device. The list is asked for when it is first needed, and blocks then; it is kept afterwards.
/// Shows itself as a table with the values.
/// </summary>
/// <remarks>Thread-safe.</remarks>
[TypeFormatterSource]
public sealed class DeviceParameters : IReadOnlyCollection<Parameter>, IDisplayable
{
    private readonly IParameters _parameters;
    private readonly bool _takesAnyName;
    private Parameter[]? _list;

    internal DeviceParameters(Device device, IParameters parameters, bool takesAnyName)
    {
        Device = device;
        _parameters = parameters;
        _takesAnyName = takesAnyName;
        Watcher = new ParameterWatcher(device, parameters);
    }

    /// <summary>
    /// Raised after a parameter of the device has changed, whoever changed it; not on the thread that reads the network,
    /// so that handlers may make blocking calls. The stream behind it is open while there are handlers.
    /// </summary>
    public event Action<ParameterChange> Changed
    {
        add => Watcher.Add(value);
        remove => Watcher.Remove(value);
    }

    /// <summary>What ended the stream behind <see cref="Changed"/>, or the last error that a handler threw; null when all is well.</summary>
    public Exception? WatchError => Watcher.Error;

    /// <summary>How many there are.</summary>
    public int Count => List().Length;

    /// <summary>Those that were asked for already; asks nobody.</summary>
    internal IReadOnlyList<Parameter> Known => _list ?? [];

    /// <summary>The device.</summary>
    internal Device Device { get; }

    private ParameterWatcher Watcher { get; }

    /// <summary>A parameter by its name.</summary>
    /// <param name="name">Its name, for example <c>exposure_s</c>.</param>
    /// <exception cref="DeviceException">There is no such parameter; the nearest names are listed.</exception>
    public Parameter this[string name]
    {
        get
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            return Array.Find(List(), each => each.Name == name) ?? Unlisted(name);
        }
    }

    /// <summary>Asks the device for the list again. Blocks.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public void Refresh(CancellationToken cancellationToken = default) => Device.Lab.Calls.Run(
        new BlockingCall($"Listing the parameters of '{Device.Id}'") { DeviceId = Device.Id, Endpoint = Device.Description.Endpoint },
        token => RefreshAsync(token),
        cancellationToken);

    /// <summary>Asks the device for the list again.</summary>
    /// <inheritdoc cref="Refresh" path="/param"/>
    public async Task<IReadOnlyList<Parameter>> RefreshAsync(CancellationToken cancellationToken = default)
    {
        Device.Lab.Calls.ThrowIfClosed();
        var list = await _parameters.ListParametersAsync(cancellationToken).ConfigureAwait(false);
        return _list = [.. list.Select(info => new Parameter(Device, _parameters, info))];
    }

    /// <summary>Watches changes of parameters, whoever makes them, in a plain <c>foreach</c>. Blocks for each change.</summary>
    /// <param name="names">Only these; null for all.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    public IEnumerable<ParameterChange> Changes(IReadOnlyList<string>? names = null, CancellationToken cancellationToken = default) =>
        Device.Lab.Calls.Enumerate(
            new BlockingCall($"Watching the parameters of '{Device.Id}'") { DeviceId = Device.Id },
            token => ChangesAsync(names, token),
            cancellationToken);

    /// <summary>Watches changes of parameters, whoever makes them.</summary>
    /// <inheritdoc cref="Changes" path="/param"/>
    public IAsyncEnumerable<ParameterChange> ChangesAsync(IReadOnlyList<string>? names = null, CancellationToken cancellationToken = default)
    {
        Device.Lab.Calls.ThrowIfClosed();
        return _parameters.ParameterChangesAsync(names, cancellationToken);
    }

    /// <summary>
    /// Controls for a notebook: each parameter by a control of its type, which sets it and follows whoever else sets it. Blocks
    /// until the list is known. Show it as the last expression of a cell. Closes with the lab.
    /// </summary>
    /// <returns>The panel; dispose it to close it earlier.</returns>
    public Panel Panel() => new ParametersPanel(this, List());

    /// <summary>Returns the parameters as a table, with their values at this moment. Blocks for at most 2 s.</summary>
    public MimeBundle ToMimeBundle() => ParametersView.Of(this).ToMimeBundle();

    /// <summary>Returns the table of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => ParametersView.Of(this).ToHtml();

    /// <summary>Returns the table of <see cref="ToMimeBundle"/> as text.</summary>
    public override string ToString() => ParametersView.Of(this).ToString();

    /// <inheritdoc/>
    public IEnumerator<Parameter> GetEnumerator() => ((IEnumerable<Parameter>)List()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The list as it is known, or asked for when it is not.</summary>
    internal async Task<IReadOnlyList<Parameter>> ListAsync(CancellationToken cancellationToken) =>
        _list ?? await RefreshAsync(cancellationToken).ConfigureAwait(false);

    private Parameter[] List()
    {
        if (_list is null)
        {
            Refresh();
        }

        return _list!;
    }

    private Parameter Unlisted(string name) => _takesAnyName
        ? new Parameter(Device, _parameters, new ParameterDescription(Device.Id, name, ParameterKind.Other, ""))
        : throw new DeviceException(
            LabErrorIds.UnknownParameter,
            $"'{Device.Id}' has no parameter '{name}'.",
            NearestNames.Hint(name, List().Select(each => each.Name), "parameters"))
        {
            DeviceId = Device.Id,
            Endpoint = Device.Description.Endpoint,
        };
}
