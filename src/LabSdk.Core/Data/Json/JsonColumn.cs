using System.Text.Json;

namespace LabSdk.Data;

/// <summary>The values of one property while JSON lines are read.</summary>
internal sealed class JsonColumn(ColumnInfo info, Type? described)
{
    private readonly List<DataValue> _cells = [];

    public void Set(int row, JsonElement value)
    {
        while (_cells.Count <= row)
        {
            _cells.Add(DataValue.Null);
        }

        _cells[row] = Read(value);
    }

    public DataColumn Build(int rows, IReadOnlyDictionary<string, Type>? schema)
    {
        while (_cells.Count < rows)
        {
            _cells.Add(DataValue.Null);
        }

        Type? given = null;
        if (schema?.TryGetValue(info.Name, out given) == true || (given = described) is not null)
        {
            return Typed(given!)
                ?? throw FrameErrors.Malformed("JSON lines", $"column '{info.Name}' is {Element.NameOf(given!)}, but a value is not");
        }

        var guess = Guess();
        return Typed(guess) ?? Typed(typeof(string))!;
    }

    private Type Guess()
    {
        Type? common = null;
        var words = false;
        foreach (var cell in _cells)
        {
            if (cell.IsNull)
            {
                continue;
            }

            if (cell.Kind == ValueKind.String && CellParser.TryReal((string)cell.RawReference!, out var real) && !double.IsFinite(real))
            {
                words = true;
                continue;
            }

            var type = cell.Kind == ValueKind.Array ? cell.RawReference!.GetType() : Element.TypeOf(cell.Kind);
            common = common is null ? type : Join(common, type);
            if (common is null)
            {
                return typeof(string);
            }
        }

        // "NaN" beside numbers is a number; beside texts it is a text.
        return (common, words) switch
        {
            (null, _) => typeof(double),
            ({ } type, true) when type == typeof(long) || type == typeof(double) => typeof(double),
            ({ }, true) => typeof(string),
            ({ } type, false) when type == typeof(string) => TextType(),
            ({ } type, false) => type,
        };
    }

    private static Type? Join(Type a, Type b) => ValueTypes.Join(a, b) ?? (a.IsArray && b.IsArray ? typeof(double[]) : null);

    /// <summary>Times and durations are texts in JSON.</summary>
    private Type TextType()
    {
        foreach (var type in new[] { typeof(DateTimeOffset), typeof(TimeSpan) })
        {
            if (_cells.TrueForAll(cell => cell.IsNull || CellParser.TryParse((string)cell.RawReference!, Element.KindOf(type), out _)))
            {
                return type;
            }
        }

        return typeof(string);
    }

    private DataColumn? Typed(Type type)
    {
        var builder = ColumnBuilder.For(type, info);
        var kind = Element.KindOf(type);
        foreach (var cell in _cells)
        {
            if (!TryAdd(builder, type, kind, cell))
            {
                return null;
            }
        }

        return builder.Snapshot(builder.Count);
    }

    private static bool TryAdd(ColumnBuilder builder, Type type, ValueKind kind, DataValue cell)
    {
        try
        {
            if (kind == ValueKind.Array && cell.Kind == ValueKind.Array)
            {
                return JsonArrays.TryConvert((Array)cell.RawReference!, type, out cell) && builder.TryAdd(cell);
            }

            if (kind == ValueKind.String && cell.Kind != ValueKind.String && !cell.IsNull)
            {
                return builder.TryAdd(cell.Kind == ValueKind.Array
                    ? new DataValue(ArrayText.Write((Array)cell.RawReference!))
                    : new DataValue(cell.ToString()));
            }

            if (cell.Kind == ValueKind.String && kind != ValueKind.String)
            {
                return CellParser.TryParse((string)cell.RawReference!, kind, out var parsed) && builder.TryAdd(parsed);
            }

            if (kind == ValueKind.Float && cell.IsNumeric)
            {
                return builder.TryAdd(new DataValue((float)cell.AsDouble()));
            }

            return builder.TryAdd(cell);
        }
        catch (DataFrameException)
        {
            // An array whose length contradicts the shape that the file claims.
            return false;
        }
    }

    private static DataValue Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => DataValue.Null,
        JsonValueKind.True => new DataValue(true),
        JsonValueKind.False => new DataValue(false),
        JsonValueKind.String => new DataValue(value.GetString()),
        JsonValueKind.Number => Number(value),
        JsonValueKind.Array when JsonArrays.TryRead(value, out var array) => new DataValue(array),
        _ => new DataValue(value.GetRawText()),
    };

    private static DataValue Number(JsonElement value) => JsonArrays.IsWhole(value) && value.TryGetInt64(out var whole)
        ? new DataValue(whole)
        : new DataValue(value.GetDouble());
}
