using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LabSdk.Notebooks.Compatibility;

/// <summary>What the engine writes into lambdas of a cell that may call themselves; not meant to be called by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RecursionCheck
{
    /// <summary>Returns the delegate that is called next, as long as there is stack left for it.</summary>
    /// <typeparam name="T">The type of the delegate.</typeparam>
    /// <param name="next">The delegate.</param>
    /// <exception cref="InsufficientExecutionStackException">The recursion is too deep.</exception>
    public static T Before<T>(T next)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return next;
    }
}
