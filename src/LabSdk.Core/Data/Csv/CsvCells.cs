using System.Buffers.Text;
using System.Globalization;
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

        private static int Format(T value, Span<byte> target)
        {
            var length = 0;
            switch (value)
            {
                case double v:
                    return NumberText.Write(v, target);
                case float v:
                    return NumberText.Write(v, target);
                case int v:
                    v.TryFormat(target, out length, default, CultureInfo.InvariantCulture);
                    return length;
                case long v:
                    v.TryFormat(target, out length, default, CultureInfo.InvariantCulture);
                    return length;
                case bool v:
                    // The words of Python, so that its files and ours are the same.
                    var word = v ? "True"u8 : "False"u8;
                    word.CopyTo(target);
                    return word.Length;
                case DateTimeOffset v:
                    Utf8Formatter.TryFormat(v, target, out length, 'O');
                    return length;
                case TimeSpan v:
                    Utf8Formatter.TryFormat(v, target, out length, 'c');
                    return length;
                default:
                    return length;
            }
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
