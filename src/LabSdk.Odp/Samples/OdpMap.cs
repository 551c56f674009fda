namespace LabSdk.Odp;

/// <summary>A table of a control unit, over one axis or two.</summary>
/// <param name="Identifier">The map.</param>
/// <param name="Time">Since when it is so, nanoseconds since 1970-01-01 UTC.</param>
/// <param name="XAxis">The X axis, see <see cref="OdpAxis"/>.</param>
/// <param name="XIndex">The parameter that says where on the X axis the unit is.</param>
/// <param name="YAxis">The Y axis; empty for maps over one axis.</param>
/// <param name="YIndex">The parameter that says where on the Y axis the unit is.</param>
/// <param name="Rows">The values, row by row.</param>
public sealed record OdpMap(
    string Identifier, ulong Time, string XAxis, string XIndex, string YAxis, string YIndex, IReadOnlyList<IReadOnlyList<double>> Rows) : IOdpData
{
    /// <summary>True when it has two axes.</summary>
    public bool IsTwoDimensional => YAxis.Length > 0;
}
