using System.Collections.Concurrent;
using LabSdk.Odp;

namespace LabSdk;

/// <summary>The live feeds of a broker: one for each data source or session that is watched.</summary>
internal sealed class LiveFeeds(Telemetry telemetry)
{
    private readonly ConcurrentDictionary<LiveFeedKey, LiveFeed> _feeds = new();

    /// <summary>Where each feed's reader stands.</summary>
    public IReadOnlyList<(LiveFeedKey Key, OdpStreamState State)> Streams =>
        [.. _feeds.Values.SelectMany(feed => feed.Streams.Select(state => (feed.Key, state)))];

    public LiveFeed this[LiveFeedKey key] => _feeds.GetOrAdd(key, static (key, telemetry) => new LiveFeed(telemetry, key), telemetry);
}
