using System.Diagnostics.CodeAnalysis;
using LabSdk.Odp.Formats;

namespace LabSdk.Odp.StreamApi;

/// <summary>
/// The formats of a data source as far as they were needed. An id that a decoder misses here is noted; the reading then asks the
/// server for it. For one caller.
/// </summary>
internal sealed class RemoteFormats(OdpStreamFormats server, string dataSource, TimeProvider time) : IFormatSource
{
    // Ids come from packets: what is kept of those that nobody knows has an end.
    private const int MostUnknown = 100_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<ulong, IReadOnlyList<string>> _lists = [];
    private readonly Dictionary<ulong, string> _events = [];
    private readonly Dictionary<(ulong Id, bool IsEvent), long> _asked = [];
    private (ulong Id, bool IsEvent)? _missed;

    public bool TryGetParameters(ulong id, [NotNullWhen(true)] out IReadOnlyList<string>? parameters) => _lists.TryGetValue(id, out parameters) || Miss(id, isEvent: false);

    public bool TryGetEvent(ulong id, [NotNullWhen(true)] out string? identifier) => _events.TryGetValue(id, out identifier) || Miss(id, isEvent: true);

    /// <summary>Asks the server for the id that was missed last; false when it does not know it, or was asked a moment ago.</summary>
    /// <param name="notSince">Ask even so, unless it was asked since this timestamp; null for a second ago.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    public async ValueTask<bool> AskAsync(long? notSince, CancellationToken cancellationToken)
    {
        if (_missed is not { } missed || (_asked.TryGetValue(missed, out var asked) && (notSince is { } since ? asked >= since : time.GetElapsedTime(asked) < Pause)))
        {
            return false;
        }

        _missed = null;
        if (missed.IsEvent)
        {
            if (await server.EventOfAsync(dataSource, missed.Id, cancellationToken).ConfigureAwait(false) is { } identifier)
            {
                return _events.TryAdd(missed.Id, identifier);
            }
        }
        else if (await server.ParametersOfAsync(dataSource, missed.Id, cancellationToken).ConfigureAwait(false) is { } parameters)
        {
            return _lists.TryAdd(missed.Id, parameters);
        }

        if (_asked.Count >= MostUnknown)
        {
            _asked.Clear();
        }

        _asked[missed] = time.GetTimestamp();
        return false;
    }

    private bool Miss(ulong id, bool isEvent)
    {
        _missed = (id, isEvent);
        return false;
    }
}
