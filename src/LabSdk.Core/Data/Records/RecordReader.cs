using System.Reflection;

namespace LabSdk.Data;

/// <summary>Objects into columns, by typed getters: nothing is boxed for the plain element types.</summary>
internal static class RecordReader<T>
{
    public static DataFrame Read(IEnumerable<T> records)
    {
        var members = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
            .OrderBy(property => property.MetadataToken)
            .Select(Create)
            .ToArray();
        if (members.Length == 0)
        {
            throw FrameErrors.NoProperties(typeof(T));
        }

        foreach (var record in records)
        {
            if (record is null)
            {
                throw new ArgumentException("A record is null.", nameof(records));
            }

            foreach (var member in members)
            {
                member.Add(record);
            }
        }

        return new DataFrame(members.Select(member => member.Build()));
    }

    private static Member Create(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var element = RecordTypes.ElementOf(type) ?? throw FrameErrors.UnsupportedProperty(typeof(T), property.Name, property.PropertyType);
        var info = new ColumnInfo(property.Name);
        var member = element == property.PropertyType && element.IsValueType && !typeof(T).IsValueType
            ? typeof(TypedMember<>)
            : typeof(ConvertingMember<>);
        return (Member)Activator.CreateInstance(member.MakeGenericType(typeof(T), element), property, info)!;
    }

    private abstract class Member
    {
        public abstract void Add(T record);

        public abstract DataColumn Build();
    }

    private sealed class TypedMember<TValue>(PropertyInfo property, ColumnInfo info) : Member
    {
        private readonly Func<T, TValue> _get = property.GetMethod!.CreateDelegate<Func<T, TValue>>();
        private readonly ColumnBuilder<TValue> _builder = new(info);

        public override void Add(T record) => _builder.Add(_get(record));

        public override DataColumn Build() => _builder.Build();
    }

    private sealed class ConvertingMember<TValue>(PropertyInfo property, ColumnInfo info) : Member
    {
        private readonly ColumnBuilder<TValue> _builder = new(info);

        public override void Add(T record)
        {
            var value = RecordTypes.ToValue(property.GetValue(record));
            if (!_builder.TryAdd(value))
            {
                throw FrameErrors.ValueDoesNotFit(info.Name, typeof(TValue), value);
            }
        }

        public override DataColumn Build() => _builder.Build();
    }
}
