using System.Collections.Immutable;

namespace LabSdk;

/// <summary>Observers of every scan of this process: the progress line of a terminal, the live view of a notebook.</summary>
/// <remarks>Thread-safe.</remarks>
public static class ScanObservers
{
    private static ImmutableArray<Func<ScanResult, IScanObserver?>> _factories = [];

    /// <summary>Watches every scan that starts from now on.</summary>
    /// <param name="factory">Gets the run that starts and makes its observer, or returns null to leave it alone. Must be quick.</param>
    /// <returns>Dispose it to watch no more scans.</returns>
    public static IDisposable Register(Func<ScanResult, IScanObserver?> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ImmutableInterlocked.Update(ref _factories, static (all, added) => all.Add(added), factory);
        return new Registration(factory);
    }

    /// <summary>The observers for a run. A factory that throws is left out and its error kept with the run.</summary>
    internal static IEnumerable<IScanObserver> For(ScanResult scan)
    {
        foreach (var factory in _factories)
        {
            IScanObserver? observer = null;
            try
            {
                observer = factory(scan);
            }
            catch (Exception error)
            {
                scan.AddObserverError(error);
            }

            if (observer is not null)
            {
                yield return observer;
            }
        }
    }

    private sealed class Registration(Func<ScanResult, IScanObserver?> factory) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref _factories, static (all, removed) => all.Remove(removed), factory);
    }
}
