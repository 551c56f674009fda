namespace LabSdk.Cxl;

/// <summary>Groups of bits inside an integer.</summary>
internal static class CxlBits
{
    public static ulong Get(ulong value, int low, int width) => (value >> low) & ((1UL << width) - 1);

    /// <exception cref="ArgumentOutOfRangeException">The group is too large for its place.</exception>
    public static ulong With(ulong value, int low, int width, uint group)
    {
        var mask = (1UL << width) - 1;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(group, mask);
        return (value & ~(mask << low)) | ((ulong)group << low);
    }
}
