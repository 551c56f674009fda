namespace LabSdk.Odp.Writing;

/// <summary>Which packet fits the times of samples.</summary>
internal static class SampleLayouts
{
    /// <summary>A fixed rate is periodic; other times that ascend by at most 4.29 s are synchro; all others are rows.</summary>
    public static SampleLayout For(SampleTimes times)
    {
        if (times.IsPeriodic && times.Interval is > 0 and <= uint.MaxValue)
        {
            return SampleLayout.Periodic;
        }

        for (var i = 1; i < times.Count; i++)
        {
            if (times[i] < times[i - 1] || times[i] - times[i - 1] > uint.MaxValue)
            {
                return SampleLayout.Row;
            }
        }

        return times.Count > 1 ? SampleLayout.Synchro : SampleLayout.Row;
    }
}
