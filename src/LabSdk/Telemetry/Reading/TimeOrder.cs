namespace LabSdk;

/// <summary>Brings samples into order of time.</summary>
internal static class TimeOrder
{
    /// <summary>The places in ascending order of time, of equal times only the last to arrive; null when they stand so already.</summary>
    public static int[]? Of(ulong[] times)
    {
        var isOrdered = true;
        for (var i = 1; i < times.Length && isOrdered; i++)
        {
            isOrdered = times[i] > times[i - 1];
        }

        if (isOrdered)
        {
            return null;
        }

        var places = new int[times.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = i;
        }

        // Equal times stay in order of arrival, because the place decides between them.
        Array.Sort(places, (a, b) => times[a] != times[b] ? times[a].CompareTo(times[b]) : a.CompareTo(b));
        var kept = 0;
        for (var i = 0; i < places.Length; i++)
        {
            if (i + 1 == places.Length || times[places[i]] != times[places[i + 1]])
            {
                places[kept++] = places[i];
            }
        }

        return places[..kept];
    }
}
