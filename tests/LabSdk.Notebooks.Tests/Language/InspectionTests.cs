using LabSdk.Display;
using LabSdk.Notebooks.Tests.Engine;

namespace LabSdk.Notebooks.Tests.Language;

public sealed class InspectionTests : IAsyncDisposable
{
    private readonly Session _session = Marked.Session();

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Theory]
    [InlineData("Math.Ata^n(1)", "static double Math.Atan(double d)", "angle whose tangent")]
    [InlineData("Math.Atan^", "static double Math.Atan(double d)", "angle whose tangent")]
    [InlineData("Math.Atan(1^", "static double Math.Atan(double d)", "angle whose tangent")]
    [InlineData("string.Joi^n(\",\", args)", "Join(", "overloads)")]
    [InlineData("Lab.Simulate(^", "Simulate(", "")]
    [InlineData("Sca^n", "Scan(", "steps")]
    [InlineData("new Quantity(3, ^", "Quantity.Quantity(double Value, string Unit)", "")]
    public async Task Declaration_and_documentation_are_shown(string code, string declaration, string documentation)
    {
        var text = (await Inspect(code))!.PlainText;
        Assert.Contains(declaration, text, StringComparison.Ordinal);
        Assert.Contains(documentation, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_facade_brings_its_documentation()
    {
        var text = (await Inspect("Lab.Connect(^"))!.PlainText;
        Assert.Contains("Parameters", text, StringComparison.Ordinal);
        Assert.Contains("Exceptions", text, StringComparison.Ordinal);
        Assert.Contains("LabConnectionException", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documentation_of_a_cell_is_shown()
    {
        await _session.Value("/// <summary>Twice <paramref name=\"number\"/>, see <see cref=\"Math\"/>.</summary>\nint Twice(int number) => 2 * number;");
        Assert.Contains("Twice number, see Math.", (await Inspect("Twi^ce(3)"))!.PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_is_shown_with_its_value()
    {
        await _session.Value("class Motor { public double Position = 12.5; public int Reads; public int Read { get { Reads++; return 1; } } } var motor = new Motor(); var names = new[] { \"a\", \"b\" };");
        var names = (await Inspect("name^s"))!;
        Assert.Contains("string[] names", names.PlainText, StringComparison.Ordinal);
        Assert.Contains("a, b", names.PlainText, StringComparison.Ordinal);
        Assert.Contains("a, b", names.Html!, StringComparison.Ordinal);
        Assert.Contains("12.5", (await Inspect("motor.Pos^ition"))!.PlainText, StringComparison.Ordinal);
        Assert.DoesNotContain("Value now", (await Inspect("motor.Rea^d"))!.PlainText, StringComparison.Ordinal);
        Assert.Equal(0, await _session.Value("motor.Reads"));
    }

    [Fact]
    public async Task A_view_that_does_not_end_holds_nobody_up()
    {
        await _session.Value("class Slow { public override string ToString() { while (!stop) { } return \"\"; } } volatile bool stop; var slow = new Slow();".Replace("volatile bool stop; ", "", StringComparison.Ordinal).Replace("class Slow", "static class Gate { public static volatile bool stop; } class Slow", StringComparison.Ordinal).Replace("!stop", "!Gate.stop", StringComparison.Ordinal));
        var text = (await Inspect("slo^w"))!.PlainText;
        await _session.Value("Gate.stop = true;");
        Assert.Contains("takes too long", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_long_form_lists_overloads_and_remarks()
    {
        var (brief, full) = (await Inspect("Console.WriteLine(^"), await Inspect("Console.WriteLine(^", isDetailed: true));
        Assert.True(full!.PlainText.Length > brief!.PlainText.Length);
        Assert.Contains("Console.WriteLine(bool value)", full.PlainText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("^")]
    [InlineData("1 + ^2")]
    [InlineData("nothing^Known")]
    [InlineData("// Math^")]
    public async Task Nothing_is_said_of_what_is_unknown(string code) => Assert.Null(await Inspect(code));

    private Task<MimeBundle?> Inspect(string marked, bool isDetailed = false)
    {
        var position = marked.IndexOf('^', StringComparison.Ordinal);
        return _session.Engine.InspectAsync(marked.Remove(position, 1), position, isDetailed);
    }
}
