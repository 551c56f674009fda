using System.Runtime.CompilerServices;

namespace LabSdk.Data;

/// <summary>The cells of one column while a file is read: characters in one buffer, so that a number costs no string.</summary>
internal sealed class CsvColumn(string name)
{
    private readonly List<Cell> _cells = [];
    private char[] _text = [];
    private int _length;

    public int Count => _cells.Count;

    public void Add(string text, int line)
    {
        if (_text.Length - _length < text.Length)
        {
            Array.Resize(ref _text, (int)Math.Min(Array.MaxLength, Math.Max(_length + (long)text.Length, Math.Max(256, 2L * _length))));
        }

        text.CopyTo(_text.AsSpan(_length));
        _cells.Add(new Cell(_length, text.Length, line));
        _length += text.Length;
    }

    public void AddEmpty(bool isText, int line) => _cells.Add(new Cell(_length, isText ? 0 : Cell.Null, line));

    public DataColumn Build(IReadOnlyDictionary<string, Type>? schema, CsvHeader header)
    {
        header.Columns.TryGetValue(name, out var description);
        var info = description?.Info ?? new ColumnInfo(name);
        Type? given = null;
        if (schema?.TryGetValue(name, out given) == true || (given = description?.ElementType) is not null)
        {
            return Typed(info, given!, out var badLine)
                ?? throw FrameErrors.Malformed("CSV", $"column '{name}' is {Element.NameOf(given!)}, but a cell is not", badLine);
        }

        return Guess(info);
    }

    private DataColumn Guess(ColumnInfo info)
    {
        foreach (var type in Candidates())
        {
            if (Typed(info, type, out _) is { } column)
            {
                return column;
            }
        }

        return Typed(info, typeof(string), out _)!;
    }

    /// <summary>What the first cell could be, narrowest first; all cells must agree.</summary>
    private Type[] Candidates()
    {
        var first = _cells.FindIndex(cell => cell.Length > 0);
        if (first < 0)
        {
            return _cells.Exists(cell => cell.Length == 0) ? [] : [typeof(double)];
        }

        var text = TextOf(_cells[first]).Trim();
        if (CellParser.TryParse(text, ValueKind.Long, out _))
        {
            return [typeof(long), typeof(double)];
        }

        Type[] others = [typeof(double), typeof(bool), typeof(DateTimeOffset), typeof(TimeSpan)];
        foreach (var type in others)
        {
            if (CellParser.TryParse(text, Element.KindOf(type), out _))
            {
                return [type];
            }
        }

        return [];
    }

    private DataColumn? Typed(ColumnInfo info, Type type, out int badLine) => type switch
    {
        _ when type == typeof(double) => Typed<double>(info, out badLine),
        _ when type == typeof(long) => Typed<long>(info, out badLine),
        _ when type == typeof(string) => Texts(info, out badLine),
        _ => Cells(info, type, out badLine),
    };

    /// <summary>Numbers straight into their array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private DataColumn<T>? Typed<T>(ColumnInfo info, out int badLine)
        where T : struct
    {
        var values = new T[_cells.Count];
        ulong[]? recorded = null;
        for (var row = 0; row < values.Length; row++)
        {
            var cell = _cells[row];
            badLine = cell.Line;
            if (cell.Length <= 0)
            {
                recorded ??= Bits.Create(values.Length, true);
                Bits.Clear(recorded, row);
                values[row] = Element<T>.NullSlot;
            }
            else if (!CellParser.TryNumber(TextOf(cell).Trim(), out values[row]))
            {
                return null;
            }
        }

        badLine = 0;
        return new DataColumn<T>(info, values, recorded);
    }

    /// <summary>Texts; equal ones in a row of rows share a string.</summary>
    private DataColumn<string> Texts(ColumnInfo info, out int badLine)
    {
        var pool = new StringPool();
        var values = new string[_cells.Count];
        ulong[]? recorded = null;
        for (var row = 0; row < values.Length; row++)
        {
            if (_cells[row].Length == Cell.Null)
            {
                recorded ??= Bits.Create(values.Length, true);
                Bits.Clear(recorded, row);
                continue;
            }

            values[row] = pool.Get(TextOf(_cells[row]));
        }

        badLine = 0;
        return new DataColumn<string>(info, values, recorded);
    }

    private DataColumn? Cells(ColumnInfo info, Type type, out int badLine)
    {
        var kind = Element.KindOf(type);
        var builder = ColumnBuilder.For(type, info);
        foreach (var cell in _cells)
        {
            badLine = cell.Line;
            if (cell.Length <= 0)
            {
                builder.AddNull();
                continue;
            }

            var text = TextOf(cell).Trim();
            var fits = kind == ValueKind.Array ? ArrayText.TryRead(text, type, out var value) : CellParser.TryParse(text, kind, out value);
            if (!fits || !TryAdd(builder, value))
            {
                return null;
            }
        }

        badLine = 0;
        return builder.Snapshot(builder.Count);
    }

    private static bool TryAdd(ColumnBuilder builder, DataValue value)
    {
        try
        {
            return builder.TryAdd(value);
        }
        catch (DataFrameException)
        {
            // An array whose length contradicts the shape that the file claims.
            return false;
        }
    }

    private ReadOnlySpan<char> TextOf(Cell cell) => _text.AsSpan(cell.Start, Math.Max(0, cell.Length));

    private readonly record struct Cell(int Start, int Length, int Line)
    {
        public const int Null = -1;
    }
}
