using System.ComponentModel;
using LabSdk.Notebooks.Engine;

namespace LabSdk.Notebooks.Compatibility;

/// <summary>What the engine writes into the loops of a cell; not meant to be called by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InterruptCheck
{
    /// <summary>Ends the cell when it has been interrupted. Costs the reading of one field otherwise.</summary>
    /// <exception cref="ThreadInterruptedException">The cell was interrupted.</exception>
    public static void Pass()
    {
        if (CellThread.IsAnyBroken)
        {
            CellThread.Observe();
        }
    }
}
