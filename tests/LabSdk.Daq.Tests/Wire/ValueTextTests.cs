using System.Globalization;
using LabSdk.Daq.Wire;
using LabSdk.Devices;

namespace LabSdk.Daq.Tests.Wire;

public class ValueTextTests
{
    [Theory]
    [InlineData(0, "0", "0.0")]
    [InlineData(-0.0, "-0", "-0.0")]
    [InlineData(10, "10", "10.0")]
    [InlineData(10.5, "10.5", "10.5")]
    [InlineData(1e-6, "0.000001", "1e-6")]
    [InlineData(2.5e-6, "0.0000025", "2.5e-6")]
    [InlineData(1e-5, "0.00001", "0.00001")]
    [InlineData(1.25e-5, "0.0000125", "0.0000125")]
    [InlineData(1e15, "1000000000000000", "1000000000000000.0")]
    [InlineData(1e16, "10000000000000000", "1e16")]
    [InlineData(1.5e300, null, "1.5e300")]
    [InlineData(1e21, "1000000000000000000000", "1e21")]
    [InlineData(123456789.125, "123456789.125", "123456789.125")]
    [InlineData(double.NaN, "NaN", "null")]
    [InlineData(double.PositiveInfinity, "inf", "null")]
    [InlineData(double.NegativeInfinity, "-inf", "null")]
    public void Number_is_written_in_both_forms_of_the_daemon(double value, string? plain, string json)
    {
        Assert.Equal(json, RustNumber.Json(value));
        if (plain is not null)
        {
            Assert.Equal(plain, RustNumber.Plain(value));
        }
    }

    [Fact]
    public void Every_number_reads_back_bit_for_bit_from_both_forms()
    {
        var random = new Random(9);
        for (var round = 0; round < 20_000; round++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(value))
            {
                Assert.Equal(value, ValueText.Parse(RustNumber.Plain(value)));
                Assert.Equal(value, ValueText.Parse(RustNumber.Json(value)));
            }
        }
    }

    [Theory]
    [InlineData("5", ParameterKind.Integer, 5L)]
    [InlineData("5.0", ParameterKind.Integer, 5L)]
    [InlineData("9007199254740993", ParameterKind.Integer, 9007199254740993L)]
    [InlineData("5", ParameterKind.Float, 5.0)]
    [InlineData("\"fast\"", ParameterKind.Choice, "fast")]
    [InlineData("fast", ParameterKind.Text, "fast")]
    [InlineData("5", ParameterKind.Text, "5")]
    [InlineData("true", ParameterKind.Boolean, true)]
    [InlineData("null", ParameterKind.Float, null)]
    [InlineData("[1,2]", ParameterKind.Other, "[1,2]")]
    [InlineData("\"a\\nb\"", ParameterKind.Text, "a\nb")]
    public void Parameter_text_becomes_the_value_of_its_kind(string text, ParameterKind kind, object? expected) =>
        Assert.Equal(expected, ValueText.Typed(text, kind));

    [Theory]
    [InlineData("007")]
    [InlineData("+5")]
    [InlineData("1_000")]
    [InlineData("0x10")]
    [InlineData("1e")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("-")]
    [InlineData("")]
    [InlineData("Infinity")]
    [InlineData("\"broken")]
    public void Text_that_is_no_json_stays_text(string text) => Assert.Equal(text, ValueText.Parse(text));

    [Theory]
    [InlineData(true, "true")]
    [InlineData(1.0, "1.0")]
    [InlineData(7, "7")]
    [InlineData("fast", "\"fast\"")]
    [InlineData("", "\"\"")]
    public void Value_becomes_the_json_text_that_sets_it(object value, string expected) => Assert.Equal(expected, ValueText.ToJson(value, "p"));

    [Fact]
    public void Value_without_a_json_form_is_refused_before_it_is_sent()
    {
        Assert.Throws<LabConfigurationException>(() => ValueText.ToJson(double.NaN, "p"));
        Assert.Throws<LabConfigurationException>(() => ValueText.ToJson(new object(), "p"));
    }

    [Fact]
    public void Texts_do_not_depend_on_the_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NegativeSign = "~";
        CultureInfo.CurrentCulture = comma;
        try
        {
            Assert.Equal("-1.5", RustNumber.Plain(-1.5));
            Assert.Equal("-1.5e-9", RustNumber.Json(-1.5e-9));
            Assert.Equal(-1.5, ValueText.Parse("-1.5"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Hostile_texts_never_throw()
    {
        const string alphabet = "0123456789.eE+-\"\\{}[]nulltrefasNi ,:";
        var random = new Random(10);
        for (var round = 0; round < 60_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 12)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            ValueText.Parse(text);
            ValueText.Typed(text, (ParameterKind)random.Next(6));
            ValueText.AsReceived(text);
        }
    }
}
