using System.Collections;
using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Odp.Filtering;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The signals of a session: unit, expected and measured range, rate and stream. Shows itself as a table.</summary>
public sealed class SignalTable : TelemetryView, IReadOnlyList<TelemetrySignal>
{
    private readonly IReadOnlyList<TelemetrySignal> _signals;
    private readonly Dictionary<string, TelemetrySignal> _byName;

    internal SignalTable(string subject, IEnumerable<TelemetrySignal> signals, bool isSimulated)
        : base(isSimulated)
    {
        Subject = subject;
        _signals = [.. signals.OrderBy(signal => signal.Identifier, StringComparer.Ordinal)];
        _byName = _signals.ToDictionary(signal => signal.Identifier, StringComparer.Ordinal);
    }

    /// <summary>How many signals.</summary>
    public int Count => _signals.Count;

    /// <summary>The table as a data frame, one row for each signal.</summary>
    public DataFrame Data => new(
        DataColumn.Create("signal", _signals.Select(signal => signal.Identifier)),
        DataColumn.Create("unit", _signals.Select(signal => signal.Unit)),
        DataColumn.Create("stream", _signals.Select(signal => string.Join(", ", signal.Streams))),
        DataColumn.Create("rate", _signals.Select(signal => signal.Rate), "Hz"),
        DataColumn.Create("samples", _signals.Select(signal => signal.Count)),
        DataColumn.Create("not_valid", _signals.Select(signal => signal.NotValid)),
        DataColumn.Create("min", _signals.Select(signal => signal.Min)),
        DataColumn.Create("max", _signals.Select(signal => signal.Max)),
        DataColumn.Create("description", _signals.Select(signal => signal.Definition?.Description ?? "")));

    internal string Subject { get; }

    /// <summary>A signal by its place.</summary>
    /// <param name="index">From 0, in the order of their names.</param>
    public TelemetrySignal this[int index] => _signals[index];

    /// <summary>A signal by its identifier; a name without application is enough where only one has it.</summary>
    /// <param name="identifier">For example <c>vCar:Chassis</c>, or <c>vCar</c>.</param>
    /// <exception cref="LabConfigurationException">There is no such signal; the nearest are named.</exception>
    public TelemetrySignal this[string identifier] => Select([identifier]) is [var signal] ? signal
        : throw LabErrors.SeveralSignals(identifier, Select([identifier]).Select(signal => signal.Identifier));

    /// <inheritdoc/>
    public IEnumerator<TelemetrySignal> GetEnumerator() => _signals.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The signals of names and patterns with <c>*</c>, each once, in the order asked for.</summary>
    internal IReadOnlyList<TelemetrySignal> Select(IEnumerable<string> patterns) => [.. patterns.SelectMany(Matching).Distinct()];

    internal override Block View() => SignalTableView.Of(this);

    private IEnumerable<TelemetrySignal> Matching(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        if (_byName.TryGetValue(pattern, out var exact))
        {
            return [exact];
        }

        var found = _signals.Where(signal => WildcardPattern.IsMatch(pattern, signal.Identifier, questionMark: false)).ToArray();
        if (found.Length == 0 && !pattern.Contains(':', StringComparison.Ordinal))
        {
            found = [.. _signals.Where(signal => signal.Identifier.StartsWith(pattern + ":", StringComparison.Ordinal))];
        }

        return found.Length > 0 ? found : throw LabErrors.UnknownSignal(pattern, Subject, _signals.Select(signal => signal.Identifier));
    }
}
