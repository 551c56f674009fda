namespace LabSdk.Display;

/// <summary>The style sheets an output can need; only those in use are written into it.</summary>
[Flags]
internal enum StyleParts
{
    /// <summary>Colours, type, layout of blocks.</summary>
    Base = 1,

    /// <summary>Tables.</summary>
    Table = 2,

    /// <summary>Cards, property lists, badges, status rows, progress.</summary>
    Card = 4,

    /// <summary>Figures.</summary>
    Figure = 8,

    /// <summary>Drawings and segment bars.</summary>
    Drawing = 16,

    /// <summary>Everything, for a report page.</summary>
    All = Base | Table | Card | Figure | Drawing,
}
