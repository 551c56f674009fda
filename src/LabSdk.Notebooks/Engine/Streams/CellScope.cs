namespace LabSdk.Notebooks.Engine;

/// <summary>The cell that the running code belongs to; flows into everything that the cell starts.</summary>
internal static class CellScope
{
    private static readonly AsyncLocal<ICellOutput?> Ambient = new();

    /// <summary>Where the output of the running code goes; null outside cells.</summary>
    public static ICellOutput? Output => Ambient.Value;

    /// <summary>Makes an output the one of this flow of control; ends with the calling async method.</summary>
    public static void Enter(ICellOutput output) => Ambient.Value = output;
}
