namespace LabSdk;

public sealed partial class Lab
{
    private static readonly Lock KnownGate = new();
    private static readonly List<WeakReference<Lab>> Known = [];

    /// <summary>The labs of this process that are connected and not closed, oldest first: a snapshot. Does not keep them alive.</summary>
    public static IReadOnlyList<Lab> Connected
    {
        get
        {
            lock (KnownGate)
            {
                Known.RemoveAll(static each => !each.TryGetTarget(out var lab) || lab.IsClosed);
                return [.. Known.Select(static each => each.TryGetTarget(out var lab) ? lab : null).OfType<Lab>()];
            }
        }
    }

    private static void Remember(Lab lab)
    {
        lock (KnownGate)
        {
            Known.RemoveAll(static each => !each.TryGetTarget(out _));
            Known.Add(new WeakReference<Lab>(lab));
        }
    }
}
