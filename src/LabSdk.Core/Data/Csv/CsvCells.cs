using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace LabSdk.Data;

/// <summary>Writes the cells of one column; one virtual call per cell, no allocation for numbers and times.</summary>
internal abstract class CsvCells
{
    public abstract void Write(int row, CsvOutput output);

    public static CsvCells For(DataColumn column) => column switch
    {
        DataColumn<double> c => new Typed<double>(c),
        DataColumn<float> c => new Typed<float>(c),
        DataColumn<int> c => new Typed<int>(c),
        DataColumn<long> c => new Typed<long>(c),
        DataColumn<bool> c => new Typed<bool>(c),
        DataColumn<string> c => new Typed<string>(c),
        DataColumn<DateTimeOffset> c => new Typed<DateTimeOffset>(c),
        DataColumn<TimeSpan> c => new Typed<TimeSpan>(c),
        _ => new Arrays(column),
    };

    private sealed class Typed<T>(DataColumn<T> column) : CsvCells
    {
        public override void Write(int row, CsvOutput output)
        {
            if (!column.IsRecorded(row))
            {
                return;
            }

            var value = column.Values[row];
            if (typeof(T) == typeof(string))
            {
                output.Text(Unsafe.As<T, string>(ref value));
                return;
            }

            output.Advance(Format(value, output.Reserve(NumberText.Longest)));
        }

        // The type tests are constants to the JIT: one of these branches is all that remains.
        private static int Format(T value, Span<byte> target)
        {
            var length = 0;
            if (typeof(T) == typeof(double))
            {
                return NumberText.Write(Unsafe.BitCast<T, double>(value), target);
            }

            if (typeof(T) == typeof(float))
            {
                return NumberText.Write(Unsafe.BitCast<T, float>(value), target);
            }

            if (typeof(T) == typeof(int))
            {
                Utf8Formatter.TryFormat(Unsafe.BitCast<T, int>(value), target, out length);
            }
            else if (typeof(T) == typeof(long))
            {
                Utf8Formatter.TryFormat(Unsafe.BitCast<T, long>(value), target, out length);
            }
            else if (typeof(T) == typeof(DateTimeOffset))
            {
                Utf8Formatter.TryFormat(Unsafe.BitCast<T, DateTimeOffset>(value), target, out length, 'O');
            }
            else if (typeof(T) == typeof(TimeSpan))
            {
                Utf8Formatter.TryFormat(Unsafe.BitCast<T, TimeSpan>(value), target, out length, 'c');
            }
            else if (typeof(T) == typeof(bool))
            {
                // The words of Python, so that its files and ours are the same.
                var word = Unsafe.BitCast<T, bool>(value) ? "True"u8 : "False"u8;
                word.CopyTo(target);
                length = word.Length;
            }

            return length;
        }
    }

    private sealed class Arrays(DataColumn column) : CsvCells
    {
        public override void Write(int row, CsvOutput output)
        {
            if (column[row].RawReference is Array array)
            {
                output.Text(ArrayText.Write(array));
            }
        }
    }
}
