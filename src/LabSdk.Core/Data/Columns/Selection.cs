namespace LabSdk.Data;

/// <summary>Quickselect: puts the k-th smallest of a range in its place, smaller ones before it. No NaN allowed.</summary>
internal static class Selection
{
    public static void Select(double[] values, int left, int right, int k)
    {
        var rounds = 0;
        while (right > left)
        {
            // Inputs that defeat the pivot choice must not turn quadratic.
            if (right - left < 32 || ++rounds > 64)
            {
                Array.Sort(values, left, right - left + 1);
                return;
            }

            var pivot = Pivot(values, left, right);
            var (i, j) = (left, right);
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (k <= j)
            {
                right = j;
            }
            else if (k >= i)
            {
                left = i;
            }
            else
            {
                return;
            }
        }
    }

    private static double Pivot(double[] values, int left, int right)
    {
        var step = (right - left) / 8;
        return Middle(
            Middle(values[left], values[left + step], values[left + 2 * step]),
            Middle(values[left + 3 * step], values[left + 4 * step], values[left + 5 * step]),
            Middle(values[left + 6 * step], values[left + 7 * step], values[right]));
    }

    private static double Middle(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
