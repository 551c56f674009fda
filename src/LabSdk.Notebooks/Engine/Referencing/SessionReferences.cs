using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LabSdk.Notebooks.Engine;

/// <summary>The assemblies that cells added and the next piece of code can use.</summary>
internal sealed class SessionReferences
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private ImmutableList<PortableExecutableReference> _pending = [];

    /// <summary>Those that no compiled code knows yet.</summary>
    public ImmutableList<PortableExecutableReference> Pending
    {
        get
        {
            lock (_lock)
            {
                return _pending;
            }
        }
    }

    /// <summary>Adds an assembly; the same file counts once.</summary>
    /// <param name="path">Absolute path.</param>
    /// <returns>True when it is new.</returns>
    public bool Add(string path)
    {
        lock (_lock)
        {
            if (!_known.Add(path))
            {
                return false;
            }

            _pending = _pending.Add(ReferenceCache.Get(path));
            return true;
        }
    }

    /// <summary>Adds assemblies.</summary>
    /// <param name="paths">Absolute paths.</param>
    /// <returns>True when one of them is new.</returns>
    public bool Add(IReadOnlyList<string> paths)
    {
        var isNew = false;
        foreach (var path in paths)
        {
            isNew |= Add(path);
        }

        return isNew;
    }

    /// <summary>These are part of the session now.</summary>
    public void Used(IReadOnlyCollection<PortableExecutableReference> references)
    {
        lock (_lock)
        {
            _pending = _pending.RemoveRange(references);
        }
    }

    /// <summary>After a reset the first code needs all of them again.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            _pending = [.. _known.Select(ReferenceCache.Get)];
        }
    }
}
