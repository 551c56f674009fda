using System.Reflection;

namespace LabSdk.Data;

/// <summary>Rows into objects: through the constructor with the most parameters, else through settable properties.</summary>
internal static class RecordWriter<T>
{
    public static T[] Write(DataFrame frame)
    {
        var constructor = Constructor();
        var parameters = constructor?.GetParameters() ?? [];
        var arguments = parameters.Select(parameter => (parameter, column: Find(frame, parameter.Name!))).ToArray();
        foreach (var (parameter, _) in arguments.Where(pair => pair.column is null && !pair.parameter.HasDefaultValue))
        {
            throw FrameErrors.NoColumnFor(typeof(T), parameter.Name!, frame.Columns.Names);
        }

        var properties = parameters.Length > 0 ? [] : Settable(frame);
        if (parameters.Length == 0 && properties.Length == 0)
        {
            throw FrameErrors.NoProperties(typeof(T));
        }

        var result = new T[frame.RowCount];
        for (var row = 0; row < result.Length; row++)
        {
            object record = constructor is null
                ? Activator.CreateInstance<T>()!
                : constructor.Invoke(Array.ConvertAll(arguments, a => a.column is null ? a.parameter.DefaultValue : Value(a.column, row, a.parameter.ParameterType, a.parameter.Name!)));
            foreach (var (property, column) in properties)
            {
                property.SetValue(record, Value(column, row, property.PropertyType, property.Name));
            }

            result[row] = (T)record;
        }

        return result;
    }

    private static ConstructorInfo? Constructor() => typeof(T).GetConstructors()
        .Where(constructor => constructor.GetParameters() is not [{ } only] || only.ParameterType != typeof(T))
        .OrderByDescending(constructor => constructor.GetParameters().Length)
        .FirstOrDefault();

    private static (PropertyInfo Property, DataColumn Column)[] Settable(DataFrame frame) =>
    [
        .. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod?.IsPublic == true && property.GetIndexParameters().Length == 0)
            .Select(property => (property, column: Find(frame, property.Name)))
            .Where(pair => pair.column is not null)
            .Select(pair => (pair.property, pair.column!)),
    ];

    private static DataColumn? Find(DataFrame frame, string name) => frame.Columns.TryGet(name, out var exact)
        ? exact
        : frame.Columns.FirstOrDefault(column => string.Equals(Plain(column.Name), Plain(name), StringComparison.OrdinalIgnoreCase));

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    private static object? Value(DataColumn column, int row, Type type, string name)
    {
        var cell = column[row];
        return RecordTypes.TryFromValue(cell, type, out var value)
            ? value
            : throw FrameErrors.RecordValue(typeof(T), name, type, column, row);
    }
}
