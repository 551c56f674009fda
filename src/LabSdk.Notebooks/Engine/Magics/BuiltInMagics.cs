namespace LabSdk.Notebooks.Engine;

/// <summary>The magic commands of every session.</summary>
internal static class BuiltInMagics
{
    public static IReadOnlyList<IMagicCommand> All { get; } =
        [new ResetMagic(), new TimeMagic(), new WhosMagic(), new WhoMagic(), new LsMagic(), new AboutMagic()];
}
