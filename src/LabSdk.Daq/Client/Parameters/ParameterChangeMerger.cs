using ParameterChange = LabSdk.Devices.ParameterChange;

namespace LabSdk.Daq;

/// <summary>
/// Joins the two events of one change: same parameter, same value, different source, at most 50 ms apart by the daemon's
/// clock. The first of a pair is held back that long; the joined change is the user's, because only that has the old value.
/// </summary>
internal sealed class ParameterChangeMerger
{
    /// <summary>How far apart the two events of one change may be.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMilliseconds(50);

    private readonly List<(ParameterChange Change, DateTimeOffset Until)> _held = [];

    /// <summary>When the oldest held change is due; null when none is held.</summary>
    public DateTimeOffset? NextDue => _held.Count > 0 ? _held[0].Until : null;

    /// <summary>Takes a change in.</summary>
    /// <param name="change">The change.</param>
    /// <param name="now">Our time, for holding it back.</param>
    /// <returns>The joined change when its partner was there, else null.</returns>
    public ParameterChange? Add(ParameterChange change, DateTimeOffset now)
    {
        var index = _held.FindIndex(held => IsPair(held.Change, change));
        if (index < 0)
        {
            _held.Add((change, now + Window));
            return null;
        }

        var partner = _held[index].Change;
        _held.RemoveAt(index);
        var user = change.Source == DaqParameterEvent.UserSource ? change : partner;
        return user with { IsAfterReconnect = change.IsAfterReconnect || partner.IsAfterReconnect };
    }

    /// <summary>Gives out changes whose partner did not come in time, oldest first.</summary>
    public IEnumerable<ParameterChange> TakeDue(DateTimeOffset now)
    {
        while (_held.Count > 0 && _held[0].Until <= now)
        {
            var change = _held[0].Change;
            _held.RemoveAt(0);
            yield return change;
        }
    }

    private static bool IsPair(ParameterChange first, ParameterChange second) =>
        first.Source != second.Source && first.Name == second.Name && first.DeviceId == second.DeviceId
        && Equals(first.NewValue, second.NewValue) && (first.Timestamp - second.Timestamp).Duration() <= Window;
}
