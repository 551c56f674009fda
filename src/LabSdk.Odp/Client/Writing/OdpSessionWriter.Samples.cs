using LabSdk.Odp.Formats;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Writing;

namespace LabSdk.Odp;

/// <content>Signals and samples.</content>
public sealed partial class OdpSessionWriter
{
    // A sample takes two bytes at the least: a tag and a length.
    private const int LeastSampleBytes = 2;

    private readonly Dictionary<IReadOnlyList<string>, KnownFormat> _formats = new(NameListComparer.Instance);
    private readonly Dictionary<(string Identifier, string Stream, ulong Interval), OdpSignalWriter> _signals = [];
    private long _cut, _samples;

    /// <summary>
    /// Defines a signal and answers the object to write it with; the same one for the same signal, rate and stream. Nothing is sent
    /// yet: the definition goes to all streams before the next data.
    /// </summary>
    /// <param name="identifier"><c>Name:Application</c>, such as <c>vCar:Chassis</c>.</param>
    /// <param name="hz">The rate, at least 0.233 Hz, as packets hold it; 0 for samples that come with their own times.</param>
    /// <param name="unit">The unit of the values.</param>
    /// <param name="stream">The stream it goes to; empty for the main stream.</param>
    /// <param name="min">The expected minimum; equal to <paramref name="max"/> when not known.</param>
    /// <param name="max">The expected maximum.</param>
    /// <param name="description">Text.</param>
    /// <param name="kind">What the values are.</param>
    /// <exception cref="OdpConfigurationException">The stream's name cannot be used, or it has no partition.</exception>
    /// <exception cref="ArgumentException">The identifier is empty, or the rate cannot be written.</exception>
    public OdpSignalWriter Signal(
        string identifier, double hz, string unit = "", string stream = "", double min = 0, double max = 0, string description = "", SampleKind kind = SampleKind.Double) =>
        Signal(new OdpSignal(identifier, "", "", description, unit, min, max) { Frequencies = hz == 0 ? [] : [hz], HasRows = hz == 0 }, stream, kind);

    /// <summary>Defines a signal in all detail. Its rate is the first of its frequencies; without one its samples come with their own times.</summary>
    /// <param name="definition">What the configuration says about it. An empty name or application is taken from the identifier.</param>
    /// <param name="stream">The stream it goes to; empty for the main stream.</param>
    /// <param name="kind">What the values are.</param>
    /// <inheritdoc cref="Signal(string, double, string, string, double, double, string, SampleKind)" path="/exception"/>
    public OdpSignalWriter Signal(OdpSignal definition, string stream = "", SampleKind kind = SampleKind.Double)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentException.ThrowIfNullOrEmpty(definition.Identifier, nameof(definition));
        foreach (var rate in definition.Frequencies)
        {
            if (!(rate > 0 && Definitions.Interval(rate) is > 0 and <= uint.MaxValue))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(definition), rate, $"The rate of '{definition.Identifier}' must lie between 0.233 Hz and 1 GHz; slower samples come with their own times (rate 0).");
            }
        }

        Open(stream);
        var hz = definition.Frequencies.Count > 0 ? definition.Frequencies[0] : 0;
        var interval = hz > 0 ? Definitions.Interval(hz) : 0;
        _book.Define(definition, kind, hz > 0 ? SampleLayout.Periodic : SampleLayout.Row, interval);
        lock (_signals)
        {
            var key = (definition.Identifier, stream, interval);
            if (!_signals.TryGetValue(key, out var signal))
            {
                var gathered = hz > 0 ? (int)Math.Clamp(hz * _options.PacketDuration.TotalSeconds, 1, _options.MaxRecordBytes / 16) : 1;
                _signals[key] = signal = new OdpSignalWriter(this, definition, hz, stream, gathered);
            }

            return signal;
        }
    }

    /// <summary>Writes samples of several signals at the same times. Signals that are not defined get a definition without a unit and range.</summary>
    /// <param name="block">The samples; one packet, or several where they are too many for one.</param>
    /// <param name="stream">The stream; empty for the main stream.</param>
    /// <param name="cancellationToken">Ends waiting; what was not taken yet is not written.</param>
    /// <exception cref="OdpConfigurationException">The stream's name cannot be used.</exception>
    /// <exception cref="ArgumentException">Times of synchro samples do not ascend, or by more than 4.29 s.</exception>
    /// <exception cref="KafkaTransportException">Earlier records were not stored; nothing of this call is written. Or a record cannot be taken.</exception>
    public async ValueTask WriteAsync(SampleBlock block, string stream = "", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(block);
        var target = Open(stream);
        await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await SendBlockAsync(block, target, null, false, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes samples of one signal: periodic when their times have a fixed rate, synchro or rows when not.</summary>
    /// <inheritdoc cref="WriteAsync(SampleBlock, string, CancellationToken)"/>
    /// <param name="samples">The samples.</param>
    /// <param name="stream">The stream; empty for the main stream.</param>
    /// <param name="cancellationToken">Ends waiting; what was not taken yet is not written.</param>
    public ValueTask WriteAsync(SignalSamples samples, string stream = "", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return samples.Count == 0 ? ValueTask.CompletedTask : WriteAsync(SampleBlock.Of(SampleLayouts.For(samples.Times), samples), stream, cancellationToken);
    }

    internal async ValueTask WriteAsync(OdpSignalWriter signal, SampleKind kind, Array values, ulong? first, SampleStatuses? statuses, CancellationToken cancellationToken)
    {
        CheckRate(signal);
        if (values.Length == 0)
        {
            return;
        }

        var target = Open(signal.Stream);
        await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await SendGatheredAsync(signal, cancellationToken).ConfigureAwait(false);
            var samples = signal.Following(kind, values, first, statuses, Now());
            await SendBlockAsync(SampleBlock.Of(SampleLayout.Periodic, samples), target, signal, false, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    internal async ValueTask AddAsync(OdpSignalWriter signal, double value, CancellationToken cancellationToken)
    {
        CheckRate(signal);
        await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (signal.Add(value, Now()))
            {
                await SendGatheredAsync(signal, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask SendGatheredAsync(CancellationToken cancellationToken)
    {
        OdpSignalWriter[] signals;
        lock (_signals)
        {
            signals = [.. _signals.Values];
        }

        foreach (var signal in signals)
        {
            await SendGatheredAsync(signal, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask SendGatheredAsync(OdpSignalWriter signal, CancellationToken cancellationToken)
    {
        if (signal.Gathered() is { } samples)
        {
            await SendBlockAsync(SampleBlock.Of(SampleLayout.Periodic, samples), Open(signal.Stream), signal, true, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask SendBlockAsync(SampleBlock block, WriterStream stream, OdpSignalWriter? signal, bool wereGathered, CancellationToken cancellationToken)
    {
        if (block.Times.Count == 0)
        {
            return;
        }

        var names = new string[block.Columns.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = block.Columns[i].Identifier;
        }

        if (!_formats.TryGetValue(names, out var format))
        {
            _formats[names] = format = new KnownFormat();
        }

        if (format.IsNew(block))
        {
            _book.Define(block);
        }

        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        format.Id ??= await _client.Formats.IdOfAsync(_options.DataSource, names, cancellationToken).ConfigureAwait(false);
        await MarkOutLapAsync(block.Times[0], cancellationToken).ConfigureAwait(false);
        await SendPartsAsync(block, format.Id.Value, stream, signal, wereGathered, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SendPartsAsync(SampleBlock block, ulong formatId, WriterStream stream, OdpSignalWriter? signal, bool wereGathered, CancellationToken cancellationToken)
    {
        var most = _options.MaxRecordBytes;
        var isHuge = block.SampleCount * LeastSampleBytes > most;
        var record = isHuge && block.Times.Count > 1 ? null : SampleEncoder.Encode(block, formatId, SessionKey, _lastId + 1);
        if (record is not null && (record.Length <= most || block.Times.Count == 1))
        {
            await _publisher.SendAsync(stream.Route, record, isEssential: false, cancellationToken).ConfigureAwait(false);
            _lastId++;
            Interlocked.Add(ref _samples, block.SampleCount);
            signal?.Sent(block.Times, wereGathered);
            return;
        }

        Interlocked.Increment(ref _cut);
        var parts = Math.Max(2, ((record?.Length ?? (block.SampleCount * LeastSampleBytes)) / most) + 1);
        foreach (var part in SampleCutter.Cut(block, (int)Math.Min(parts, int.MaxValue)))
        {
            await SendPartsAsync(part, formatId, stream, signal, wereGathered, cancellationToken).ConfigureAwait(false);
        }
    }

    private static void CheckRate(OdpSignalWriter signal)
    {
        if (signal.Interval == 0)
        {
            throw new InvalidOperationException($"'{signal.Identifier}' has no rate: write its samples with their times.");
        }
    }
}
