using LabSdk.Notebooks.Tests.Engine;

namespace LabSdk.Notebooks.Tests.Language;

public sealed class CompletionTests : IAsyncDisposable
{
    private readonly Session _session = Marked.Session();

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Theory]
    [InlineData("System.Console.Wri^", "Write,WriteLine")]
    [InlineData("Math.Ata^", "Atan,Atan2,Atanh")]
    [InlineData("\"abc\".TrimE^", "TrimEnd")]
    [InlineData("var s = \"abc\"; s.Sta^", "StartsWith")]
    [InlineData("new System.Text.StringBuil^", "StringBuilder")]
    [InlineData("new[] { \"a\" }.Select(text => text.ToUpperI^", "ToUpperInvariant")]
    [InlineData("using System.Thread^", "Threading")]
    [InlineData("DayOfWeek.S^", "Saturday,Sunday")]
    [InlineData("foreach (var file in Directory.GetFiles(\".\")) { file.Subs^ }", "Substring")]
    [InlineData("int Twice(int number) => numb^", "number")]
    [InlineData("Environment.MachineN^;\nvar x = 3;", "MachineName")]
    public async Task Members_and_types_are_proposed_by_prefix(string code, string expected)
    {
        Assert.Equal(expected.Split(','), (await _session.TextsAsync(code)).Where(text => text.StartsWith(expected[..1], StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Variables_of_the_session_come_first_with_their_real_types()
    {
        await _session.Value("var motorNumber = 3; string? note = null; var pair = (left: 1, right: \"b\");");
        await _session.Value("var items = new[] { 1, 2 }.Where(i => i > 1).ToDictionary(i => i); record MotorPlan(double From);");

        var motors = await _session.CompleteAsync("motor^");
        Assert.Equal(("motorNumber", "variable", "int"), (motors.Items[0].Text, motors.Items[0].Kind, motors.Items[0].Signature));
        Assert.Contains("MotorPlan", motors.Items.Select(item => item.Text));
        Assert.Superset(new HashSet<string> { "left", "right" }, (await _session.TextsAsync("pair.^")).ToHashSet());
        Assert.Contains("TryGetValue", await _session.TextsAsync("items.Try^"));
        Assert.Contains("From", await _session.TextsAsync("new MotorPlan(3).^"));
        Assert.Contains("Length", await _session.TextsAsync("note.^"));
    }

    [Fact]
    public async Task A_variable_declared_again_has_its_last_type()
    {
        await _session.Value("var x = 3;");
        Assert.DoesNotContain("Length", await _session.TextsAsync("x.^"));
        await _session.Value("var x = \"three\";");
        Assert.Contains("Length", await _session.TextsAsync("x.^"));
    }

    [Fact]
    public async Task Declarations_in_deconstructions_and_out_arguments_are_known()
    {
        await _session.Value("var (first, second) = (1, \"b\"); int.TryParse(\"7\", out var parsed);");
        Assert.Contains("Length", await _session.TextsAsync("second.^"));
        Assert.Equal(["parsed"], (await _session.TextsAsync("parse^")).Where(text => text == "parsed"));
    }

    [Fact]
    public async Task Usings_and_methods_and_types_of_earlier_cells_are_known()
    {
        await _session.Value("using System.Text; int Twice(int number) => 2 * number; enum Side { Left, Right } class Box<T> { public T? Content { get; set; } }");
        Assert.Contains("StringBuilder", await _session.TextsAsync("StringBui^"));
        Assert.Equal("(int number) : int", (await _session.CompleteAsync("Twi^")).Items[0].Signature);
        Assert.Equal(["Left", "Right"], (await _session.TextsAsync("Side.^"))[..2]);
        Assert.Contains("Content", await _session.TextsAsync("new Box<int>().^"));
    }

    [Fact]
    public async Task After_a_reset_nothing_is_left()
    {
        await _session.Value("var motorNumber = 3;");
        Assert.Contains("motorNumber", await _session.TextsAsync("motorN^"));
        _session.Engine.Reset();
        Assert.Empty(await _session.TextsAsync("motorN^"));
        await _session.Value("var motorName = \"\";");
        Assert.Equal(["motorName"], await _session.TextsAsync("motorN^"));
    }

    [Fact]
    public async Task Replaced_is_the_word_before_the_cursor()
    {
        var list = await _session.CompleteAsync("int y = 1; Math.Atan^ + 3");
        Assert.Equal((16, 20), (list.Start, list.End));
    }

    [Fact]
    public async Task Humps_find_long_names_after_those_that_begin_so()
    {
        Assert.Equal("StringSplitOptions", (await _session.TextsAsync("StrSplOpt^"))[0]);
        Assert.Contains("ReadAllLines", await _session.TextsAsync("File.RAL^"));
        Assert.Contains("WriteLine", await _session.TextsAsync("Console.writel^"));
    }

    [Theory]
    [InlineData("fore^", "foreach")]
    [InlineData("var x = ne^", "new")]
    [InlineData("if (true) retu^", "return")]
    [InlineData("object o = 1; if (o i^", "is")]
    [InlineData("x => aw^", "await")]
    public async Task Keywords_are_proposed_where_they_can_stand(string code, string expected) =>
        Assert.Contains(expected, await _session.TextsAsync(code));

    [Theory]
    [InlineData("Math.ret^")]
    [InlineData("// fore^")]
    [InlineData("/* fore^ */")]
    [InlineData("\"fore^\"")]
    [InlineData("'f^'")]
    [InlineData("12^")]
    [InlineData("#region fore^")]
    public async Task Nothing_is_proposed_in_text(string code) => Assert.Empty(await _session.TextsAsync(code));

    [Fact]
    public async Task Holes_of_interpolated_strings_are_code()
    {
        await _session.Value("var motorNumber = 3;");
        Assert.Contains("motorNumber", await _session.TextsAsync("$\"at {motorN^}\""));
        Assert.Empty(await _session.TextsAsync("$\"motorN^ {1}\""));
    }

    [Fact]
    public async Task Lines_after_magic_commands_are_completed()
    {
        Assert.Contains("Atan", await _session.TextsAsync("#!time\n#r \"nuget: Some.Package\"\nMath.Ata^"));
    }

    [Fact]
    public async Task Members_of_object_come_last()
    {
        var texts = await _session.TextsAsync("new System.Text.StringBuilder().^");
        Assert.True(Array.IndexOf(texts, "Append") < Array.IndexOf(texts, "GetType"));
        Assert.Equal(texts.Length, texts.Distinct().Count());
    }

    [Fact]
    public async Task The_facade_is_completed()
    {
        Assert.Contains("Motor", await _session.TextsAsync("using var lab = Lab.Simulate(); lab.^"));
        Assert.Contains("Simulate", await _session.TextsAsync("Lab.^"));
        Assert.Contains("Scan", await _session.TextsAsync("Sca^"));
    }

    [Fact]
    public async Task Questions_while_cells_run_and_everything_warms_up_are_answered_alike()
    {
        for (var round = 0; round < 3; round++)
        {
            await using var session = Marked.Session();
            var warm = session.Engine.WarmUpAsync();
            var early = Enumerable.Range(0, 4).Select(_ => Task.Run(() => session.CompleteAsync("Math.^"))).ToArray();
            await session.Value("var lab = Lab.Simulate(); var stage = lab.Motor(\"mock_stage\"); LabSdk.Devices.IMovable movable = stage;");
            var late = Enumerable.Range(0, 4).Select(_ => Task.Run(() => session.TextsAsync("stage.^"))).ToArray();
            await session.Value("movable = lab.Motor(\"mock_stage\");");
            Assert.All(await Task.WhenAll(early), list => Assert.NotEmpty(list.Items));
            Assert.All(await Task.WhenAll(late), texts => Assert.Contains("Position", texts));
            await warm;
            await session.Value("lab.Dispose();");
        }
    }
}
