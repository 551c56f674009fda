using System.Collections.Concurrent;

namespace LabSdk.Mds.Upload;

/// <summary>One request at a time for each data URI, whoever sends it.</summary>
internal static class UploadGates
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new(StringComparer.Ordinal);

    public static SemaphoreSlim For(Uri uri) => Gates.GetOrAdd(uri.AbsoluteUri, _ => new SemaphoreSlim(1, 1));
}
