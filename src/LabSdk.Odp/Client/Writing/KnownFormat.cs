namespace LabSdk.Odp.Writing;

/// <summary>What is known of a parameter list that is written: its id, and the ways in which it was announced to come.</summary>
internal sealed class KnownFormat
{
    private readonly HashSet<(SampleLayout Layout, ulong Interval)> _announced = [];

    public ulong? Id { get; set; }

    /// <summary>True for a way in which it has not come before.</summary>
    public bool IsNew(SampleBlock block) => _announced.Add((block.Layout, block.Layout == SampleLayout.Periodic ? block.Times.Interval : 0));
}
