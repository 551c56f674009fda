using LabSdk.Mds.Client;
using LabSdk.Mds.Transport;
using LabSdk.Mds.Wire;
using LabSdk.Options;

namespace LabSdk.Mds;

/// <summary>
/// A client of one diagnostic device: reads its config, turns streaming on, reads its packets in the background, puts the
/// messages together, and uploads the chunks when asked to.
/// </summary>
/// <remarks>Thread-safe. Dispose it to turn streaming off and to close the link.</remarks>
/// <example>
/// <code>
/// await using var mds = await MdsClient.ConnectAsync("mds://hid/2fe3:0007");
/// var gathered = await mds.CollectAsync(TimeSpan.FromSeconds(5));
/// Console.WriteLine($"{gathered.Packets.Count} chunks, {gathered.Messages.Count} messages");
/// </code>
/// </example>
public sealed partial class MdsClient : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _switching = new(1, 1);
    private readonly MdsOptions _options;
    private readonly LinkRequests _requests;
    private readonly MdsTape? _tape;
    private readonly PacketIntake _intake;
    private readonly MessageIntake _messages;
    private readonly DeliveryHub _hub;
    private readonly Func<CancellationToken, ValueTask<IMdsBackend>>? _open;
    private readonly Lazy<Task> _closed;
    private volatile MdsState _state;
    private volatile DeviceConfig? _config;
    private volatile IMdsBackend? _backend;

    /// <summary>Creates a client without a link: the application hands the data over.</summary>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="LabConfigurationException">An option is not valid; all faults at once.</exception>
    public MdsClient(MdsOptions? options = null)
        : this(null, null, options)
    {
    }

    /// <summary>Creates a client on a link. Nothing is transferred yet.</summary>
    /// <param name="backend">The link; the client owns it, unless <see cref="MdsOptions.LeaveOpen"/> is set.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="LabConfigurationException">An option is not valid; all faults at once.</exception>
    public MdsClient(IMdsBackend backend, MdsOptions? options = null)
        : this(backend ?? throw new ArgumentNullException(nameof(backend)), null, options)
    {
    }

    internal MdsClient(IMdsBackend? backend, Func<CancellationToken, ValueTask<IMdsBackend>>? open, MdsOptions? options)
    {
        options ??= new MdsOptions();
        OptionsValidator.Validate(options, "the mds client");
        OptionsValidator.Validate(options.Upload, "the uploads of the mds client");
        _options = options.Copy();
        _open = open;
        _backend = backend;
        _tape = _options.Tap is { } tap ? new MdsTape(tap) : null;
        _requests = new LinkRequests(_options.Timeout, _options.TimeProvider, _tape);
        _intake = new PacketIntake(NewDetector(backend?.Link));
        _messages = new MessageIntake(_options.LongestMessage);
        _hub = new DeliveryHub(_options.PacketQueue, Overflowed);
        _events = new EventThread(_options.PacketQueue, delivery => Raise(delivery), Overflowed);
        _config = _options.Config;
        _closed = new Lazy<Task>(CloseAsync);
        Route(backend);
    }

    /// <summary>Where the client stands.</summary>
    public MdsState State => _state;

    /// <summary>True while streaming is on.</summary>
    public bool IsStreaming => _state == MdsState.Streaming;

    /// <summary>What the device said about itself; null before <see cref="InitializeAsync"/>.</summary>
    public DeviceConfig? Config => _config;

    /// <summary>What the link is.</summary>
    public MdsLink Link => _backend?.Link ?? new MdsLink(MdsTransport.None, "no link");

    /// <summary>The framing that packets are read with.</summary>
    public StreamFraming Framing
    {
        get
        {
            lock (_gate)
            {
                return _intake.Detector.Framing;
            }
        }
    }

    /// <summary>Why this framing is believed to be in use.</summary>
    public FramingEvidence FramingEvidence
    {
        get
        {
            lock (_gate)
            {
                return _intake.Detector.Evidence;
            }
        }
    }

    /// <summary>Reads the config of the device. To be called once after creating the client; <see cref="ConnectAsync(string, MdsOptions?, CancellationToken)"/> does it.</summary>
    /// <param name="cancellationToken">Ends the reads.</param>
    /// <returns>The config, also in <see cref="Config"/>.</returns>
    /// <exception cref="LabException">An item cannot be read; <see cref="IMdsError.Kind"/> tells why. <see cref="Config"/> stays as it was.</exception>
    /// <exception cref="InvalidOperationException">There is no link and no <see cref="MdsOptions.Config"/>.</exception>
    public async Task<DeviceConfig> InitializeAsync(CancellationToken cancellationToken = default)
    {
        var config = _config is { } given && (_backend is null || Link.Transport == MdsTransport.Console)
            ? given
            : await ReadDeviceConfigAsync(cancellationToken).ConfigureAwait(false);
        if (_state == MdsState.Created)
        {
            Become(MdsState.Ready);
        }

        return config;
    }

    /// <summary>Reads the four config items again, in the order of the reference, and stops at the first error.</summary>
    /// <param name="cancellationToken">Ends the reads.</param>
    /// <exception cref="LabException">An item cannot be read; <see cref="IMdsError.Kind"/> tells why.</exception>
    /// <exception cref="InvalidOperationException">There is no link.</exception>
    public async Task<DeviceConfig> ReadDeviceConfigAsync(CancellationToken cancellationToken = default)
    {
        var config = await ReadConfigAsync(Backend(), cancellationToken).ConfigureAwait(false);
        _config = config;
        return config;
    }

    /// <summary>Reads the mask of supported features.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="LabException">It cannot be read.</exception>
    /// <exception cref="InvalidOperationException">There is no link.</exception>
    public async Task<uint> ReadSupportedFeaturesAsync(CancellationToken cancellationToken = default) =>
        ConfigReader.Features(await _requests.ReadAsync(Backend(), MdsChannel.SupportedFeatures, MdsLimits.Features, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads one text item.</summary>
    /// <param name="item">Identifier or data URI.</param>
    /// <param name="maximumBytes">Most bytes of text, with one for an end mark, as the reference counts them; null for all.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="LabException">It cannot be read.</exception>
    /// <exception cref="InvalidOperationException">There is no link.</exception>
    public async Task<string> ReadTextAsync(MdsChannel item, int? maximumBytes = null, CancellationToken cancellationToken = default)
    {
        var capacity = MdsLimits.Capacity(item);
        ArgumentOutOfRangeException.ThrowIfEqual((int)item, (int)MdsChannel.SupportedFeatures);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumBytes ?? 1, 1, nameof(maximumBytes));
        var payload = await _requests.ReadAsync(Backend(), item, capacity, cancellationToken).ConfigureAwait(false);
        return ConfigReader.Text(item, payload, Math.Min(capacity, maximumBytes ?? capacity), _options.TextDecoding);
    }

    /// <summary>Turns streaming off, closes the link and ends the uploads. Chunks that still wait are kept in their file, where there is one. Harmless when repeated.</summary>
    public ValueTask DisposeAsync() => new(_closed.Value);

    private async Task<DeviceConfig> ReadConfigAsync(IMdsBackend backend, CancellationToken cancellationToken)
    {
        Task<byte[]> Read(MdsChannel item) => _requests.ReadAsync(backend, item, MdsLimits.Capacity(item), cancellationToken);
        var features = await Read(MdsChannel.SupportedFeatures).ConfigureAwait(false);
        ConfigReader.Features(features);
        var identifier = await Read(MdsChannel.DeviceIdentifier).ConfigureAwait(false);
        var uri = await Read(MdsChannel.DataUri).ConfigureAwait(false);
        var authorization = await Read(MdsChannel.Authorization).ConfigureAwait(false);
        return ConfigReader.Config(features, identifier, uri, authorization, _options.TextDecoding);
    }

    private IMdsBackend Backend()
    {
        ObjectDisposedException.ThrowIf(_state == MdsState.Closed, this);
        return _state == MdsState.Lost
            ? throw new MdsTransportException(MdsErrorKind.Disconnected, "The device was lost.", _options.Reconnect ? "It is looked for." : "Plug it in and connect again, or set MdsOptions.Reconnect.")
            : _backend ?? throw new InvalidOperationException("This client has no link to a device: it takes data by Process and ProcessStreamData only.");
    }

    private FramingDetector NewDetector(MdsLink? link) => new(
        _options.Framing, link?.Transport == MdsTransport.Gatt, link is null ? default : link.ReportDescriptor.Span);

    private void Route(IMdsBackend? backend)
    {
        if (backend is not null)
        {
            _tape?.Describe(backend.Link);
        }

        if (backend is IReportRouter router)
        {
            router.OtherReport = TakeOther;
        }
    }

    private void Become(MdsState state)
    {
        if (_state != state && _state != MdsState.Closed)
        {
            _state = state;
            Call(StateChanged, state);
        }
    }

    private async Task CloseAsync()
    {
        var wasStreaming = IsStreaming;
        await _switching.WaitAsync().ConfigureAwait(false);
        var backend = _backend;
        if (wasStreaming && backend is not null)
        {
            await TryTurnOffAsync(backend).ConfigureAwait(false);
        }

        await EndReaderAsync().ConfigureAwait(false);
        Become(MdsState.Closed);
        await EndDeliveriesAsync().ConfigureAwait(false);
        if (backend is not null && !_options.LeaveOpen)
        {
            await backend.DisposeAsync().ConfigureAwait(false);
        }

        // Whoever still waits for a turn is told that the client is closed.
        _switching.Release();
    }

    // As the reference: closing asks once and does not mind the answer.
    private async Task TryTurnOffAsync(IMdsBackend backend)
    {
        try
        {
            await _requests.WriteAsync(backend, on: false, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Warn(MdsWarningKind.Link, "Streaming could not be turned off while closing.", error);
        }
    }
}
