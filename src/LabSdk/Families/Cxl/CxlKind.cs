namespace LabSdk.Families.Cxl;

/// <summary>What a component is, as far as it told.</summary>
internal enum CxlKind
{
    /// <summary>It did not tell, or has not been asked: something behind a tunnel.</summary>
    Unknown,

    /// <summary>A memory device, also one with many logical devices or heads.</summary>
    Memory,

    /// <summary>A switch.</summary>
    Switch,

    /// <summary>A global fabric-attached memory device.</summary>
    FabricMemory,
}
