using LabSdk.Tapes;

namespace LabSdk.Kernel.Commands;

/// <summary>A tape as JSON.</summary>
internal static class TapeLine
{
    public static object Of(string path, TapeContent content) => new
    {
        Path = System.IO.Path.GetFullPath(path),
        content.Start.Started,
        content.Start.Sdk,
        Simulated = content.Start.IsSimulated,
        Seconds = content.Length.TotalSeconds,
        content.Records,
        content.Bytes,
        Ended = content.Stop?.Reason,
        content.Gaps,
        content.LostRecords,
        content.LostBytes,
        content.DamagedRecords,
        content.TornBytes,
        LeftOut = content.Start.LeftOut ?? [],
        Links = content.Links.Select(link => new
        {
            link.Info.Family,
            link.Info.Address,
            link.Records,
            link.Bytes,
            Calls = link.Calls.GroupBy(call => call.Name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new
            {
                Name = group.Key,
                Count = group.Count(),
                Messages = group.Sum(call => call.Items.Count(item => item.Kind == TapeRecordKind.Message)),
                Bytes = group.Sum(call => call.Items.Sum(item => (long)item.Length)),
            }),
        }),
    };
}
