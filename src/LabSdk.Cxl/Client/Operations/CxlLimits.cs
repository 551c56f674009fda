namespace LabSdk.Cxl;

/// <summary>The largest payloads of a component and of the way to it, in bytes.</summary>
/// <param name="Request">The largest payload of a request.</param>
/// <param name="Response">The largest payload of an answer.</param>
public sealed record CxlLimits(int Request, int Response)
{
    /// <summary>What every component takes (Identify, smallest message size).</summary>
    internal const int Least = 256;

    /// <summary>How many entries fit an answer, at least one.</summary>
    internal int Entries(int header, int size, int most = int.MaxValue) => Math.Clamp((Response - header) / size, 1, most);
}
