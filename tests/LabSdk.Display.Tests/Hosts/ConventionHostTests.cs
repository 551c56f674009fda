using System.Collections;
using LabSdk.Testing;

#pragma warning disable CA1822, CA1859 // The shapes are those that the host looks for.

namespace LabSdk.Display.Tests.Hosts;

/// <summary>The double is as strict as the host: each row of the behaviour that was seen there.</summary>
public class ConventionHostTests
{
    private readonly ConventionHost _host = new();

    [Fact]
    public void Attributes_are_found_by_name_on_classes_structs_enums_and_generics()
    {
        Assert.Equal("good", _host.Format(new OnClass(), "text/html"));
        Assert.Equal("good", _host.Format(default(OnStruct), "text/html"));
        Assert.Equal("good", _host.Format(OnEnum.First, "text/html"));
        Assert.Equal("good", _host.Format(new OnGeneric<int>(), "text/html"));
        Assert.Equal("good", _host.Format(new Derived(), "text/html"));
        Assert.Equal("good", _host.Format((OnStruct?)default(OnStruct), "text/html"));
        Assert.Null(_host.Format(new OfInterface(), "text/html"));
        Assert.Null(_host.Format(new OnClass(), "text/csv"));
    }

    [Fact]
    public void Wrong_shapes_fail_as_in_the_host()
    {
        Assert.Throws<ArgumentException>(() => _host.Format(new TakesConcrete(), "text/html"));
        Assert.Throws<ArgumentException>(() => _host.Format(new ReturnsNothing(), "text/html"));
        Assert.Throws<MissingMethodException>(() => _host.Format(new NoConstructor(), "text/html"));
        Assert.Throws<NullReferenceException>(() => _host.Format(new HiddenMethod(), "text/html"));
    }

    [Fact]
    public void What_was_written_before_a_refusal_stays()
    {
        Assert.Equal("halfgood", _host.Format(new Refusing(), "text/html"));
    }

    [AttributeUsage(AttributeTargets.All)]
    private sealed class TypeFormatterSourceAttribute(Type source) : Attribute
    {
        public Type FormatterSourceType { get; } = source;
    }

    private sealed class Formatter(bool answer = true, string text = "good")
    {
        public string MimeType => "text/html";

        public bool Format(object value, TextWriter writer)
        {
            writer.Write(text);
            return answer;
        }
    }

    private sealed class Good
    {
        public IEnumerable CreateTypeFormatters() => new object[] { new object(), new Formatter() };
    }

    private sealed class GoodAfterRefusal
    {
        public IEnumerable CreateTypeFormatters() => new object[] { new Formatter(false, "half"), new Formatter() };
    }

    private sealed class Concrete
    {
        public string MimeType => "text/html";

        public bool Format(TakesConcrete value, TextWriter writer) => value is not null && writer is not null;

        public IEnumerable CreateTypeFormatters() => new object[] { this };
    }

    private sealed class Nothing
    {
        public string MimeType => "text/html";

        public void Format(object value, TextWriter writer) => writer.Write(value);

        public IEnumerable CreateTypeFormatters() => new object[] { this };
    }

    private sealed class WithoutConstructor(int number)
    {
        public IEnumerable CreateTypeFormatters() => new object[] { number };
    }

    private sealed class Hidden
    {
        internal IEnumerable CreateTypeFormatters() => Array.Empty<object>();
    }

    [TypeFormatterSource(typeof(Good))]
    private class OnClass;

    private sealed class Derived : OnClass;

    [TypeFormatterSource(typeof(Good))]
    private struct OnStruct;

    [TypeFormatterSource(typeof(Good))]
    private enum OnEnum
    {
        First,
    }

    [TypeFormatterSource(typeof(Good))]
    private sealed class OnGeneric<T>;

    [TypeFormatterSource(typeof(Good))]
    private interface IAttributed;

    private sealed class OfInterface : IAttributed;

    [TypeFormatterSource(typeof(Concrete))]
    private sealed class TakesConcrete;

    [TypeFormatterSource(typeof(Nothing))]
    private sealed class ReturnsNothing;

    [TypeFormatterSource(typeof(WithoutConstructor))]
    private sealed class NoConstructor;

    [TypeFormatterSource(typeof(Hidden))]
    private sealed class HiddenMethod;

    [TypeFormatterSource(typeof(GoodAfterRefusal))]
    private sealed class Refusing;
}
