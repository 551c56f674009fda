namespace LabSdk.Odp.StreamApi;

/// <summary>Where a stream of a session begins.</summary>
internal static class StreamStart
{
    /// <summary>
    /// The offset that the session's first packet names for the stream's topic; 0 for a stream that appeared later, and for
    /// partitions, whose numbers a client of a server does not know. An offset is a lower bound, so 0 is never wrong.
    /// </summary>
    public static long Of(OdpStreamSession session, string stream)
    {
        var named = session.Info.StartOffsets.Where(start => start.Topic.EndsWith("." + stream, StringComparison.Ordinal) && IsOf(start.Topic, session.Info.DataSource, stream)).ToArray();
        return named.Length == 1 ? Math.Max(named[0].Offset, 0) : 0;
    }

    private static bool IsOf(string topic, string dataSource, string stream) =>
        topic == $"{dataSource}.{stream}" || topic.EndsWith($"Data.{dataSource}.{stream}", StringComparison.Ordinal);
}
