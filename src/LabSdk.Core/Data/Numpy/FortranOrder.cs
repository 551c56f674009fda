namespace LabSdk.Data;

/// <summary>Reorders an array stored first-dimension-fastest into rows.</summary>
internal static class FortranOrder
{
    public static byte[] ToRows(byte[] data, int[] shape, int size)
    {
        var result = new byte[data.Length];
        var index = new int[shape.Length];
        for (var source = 0; source + size <= data.Length && size > 0; source += size)
        {
            long target = 0;
            foreach (var (position, extent) in index.Zip(shape))
            {
                target = target * extent + position;
            }

            data.AsSpan(source, size).CopyTo(result.AsSpan((int)(target * size)));
            for (var i = 0; i < index.Length && ++index[i] == shape[i]; i++)
            {
                index[i] = 0;
            }
        }

        return result;
    }
}
