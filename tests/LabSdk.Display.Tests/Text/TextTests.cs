namespace LabSdk.Display.Tests.Text;

public sealed class TextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\nb\tc\r", "a\\nb\\tc\\r")]
    [InlineData("\u001b[31m\0", "\\u001B[31m\\0")]
    [InlineData("x\u202Ey", "x\\u202Ey")]
    [InlineData("\u2028", "\\u2028")]
    [InlineData("日本 µ é 🧪", "日本 µ é 🧪")]
    public void Hidden_characters_are_spelled(string text, string expected) => Assert.Equal(expected, VisibleText.Of(text));

    [Fact]
    public void Characters_outside_the_first_plane_and_lone_surrogates_are_spelled()
    {
        Assert.Equal("\\u{E0041}", VisibleText.Of("\U000E0041"));
        Assert.Equal("a\\uD800b", VisibleText.Of("a\uD800b"));
        Assert.Equal("\\uDC00", VisibleText.Of("\uDC00"));
    }

    [Fact]
    public void Line_feeds_stay_where_lines_are_wanted() => Assert.Equal("a\nb\nc\\rd", VisibleText.Of("a\nb\r\nc\rd", keepLines: true));

    [Fact]
    public void Clean_text_is_not_copied()
    {
        var text = new string('a', 3);
        Assert.Same(text, VisibleText.Of(text));
    }

    [Fact]
    public void Shortening_counts_what_is_cut_and_keeps_pairs()
    {
        Assert.Equal("abc… (+2 characters)", VisibleText.Shorten("abcde", 3));
        Assert.Equal("a… (+2 characters)", VisibleText.Shorten("a🧪", 2));
        Assert.Equal("abc", VisibleText.Shorten("abc", 3));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(12.5, "12.5")]
    [InlineData(1.23456789, "1.23457")]
    [InlineData(1234567.891, "1234568")]
    [InlineData(1e-6, "1e-6")]
    [InlineData(-2.5e-9, "-2.5e-9")]
    [InlineData(6.02214076e23, "6.02214e23")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(double.NegativeInfinity, "-∞")]
    public void Numbers_have_six_digits(double value, string expected) => Assert.Equal(expected, Numbers.Format(value));

    [Theory]
    [InlineData(1.234567e-6, "E6", "1.234567e-6")]
    [InlineData(12.5, "F4", "12.5000")]
    public void A_format_is_kept_without_padded_exponents(double value, string format, string expected) =>
        Assert.Equal(expected, Numbers.Format(value, format));

    [Theory]
    [InlineData(5, "00:05")]
    [InlineData(3723, "1:02:03")]
    [InlineData(-4, "00:00")]
    public void Clock_is_short(double seconds, string expected) => Assert.Equal(expected, Numbers.Clock(TimeSpan.FromSeconds(seconds)));
}
