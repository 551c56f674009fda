using LabSdk.Data;
using LabSdk.Notebooks.Language;

namespace LabSdk.Notebooks.Tests.Language;

public sealed class LiteralTests : IDisposable
{
    private readonly ScriptedContext _session = new();
    private readonly Recorder _recorder = new();
    private readonly LanguageService _service;

    public LiteralTests() => _service = new LanguageService(_session, [], [_recorder]);

    public void Dispose() => _service.Dispose();

    [Theory]
    [InlineData("lab.Motor(\"^")]
    [InlineData("lab.Motor(\"^\")")]
    [InlineData("lab.Motor(\"\"\"^\"\"\")")]
    [InlineData("lab.Motor(@\"^\")")]
    [InlineData("var x = 3;\nlab.Motor(true ? \"^\" : \"b\");")]
    public async Task A_literal_is_described_with_its_call(string code)
    {
        await _session.RunAsync("class Bench { public int Calls; public string Motor(string name) => name; } var lab = new Bench();");
        Assert.Equal(["mock_stage", "mock_stage_2"], await _service.TextsAsync(code));
        var place = Assert.Single(_recorder.Places);
        Assert.Same(_session.Find("lab")!.Value, place.Receiver);
        Assert.Equal(("Bench", "Motor", 0, "", "name"), (place.ReceiverType, place.Member, place.ArgumentIndex, place.Prefix, place.Parameter));
    }

    [Fact]
    public async Task The_content_before_the_cursor_is_replaced_and_filters()
    {
        var list = await _service.CompleteAsync("string F(int a, string b) => b; F(1, \"mock_stage_^x\")");
        Assert.Equal(["mock_stage_2"], list.Items.Select(item => item.Text));
        Assert.Equal((38, 49), (list.Start, list.End));
        Assert.Equal(("F", 1, "mock_stage_"), (_recorder.Places[0].Member, _recorder.Places[0].ArgumentIndex, _recorder.Places[0].Prefix));
    }

    [Fact]
    public async Task A_static_method_names_its_type_and_an_indexer_itself()
    {
        await _service.CompleteAsync("System.IO.File.Exists(\"^\")");
        Assert.Equal(("System.IO.File", "Exists", "path"), (_recorder.Places[^1].ReceiverType, _recorder.Places[^1].Member, _recorder.Places[^1].Parameter));
        await _service.CompleteAsync("var map = new Dictionary<string, int>(); map[\"^\"]");
        Assert.Equal(("System.Collections.Generic.Dictionary<string, int>", "this[]", "key"), (_recorder.Places[^1].ReceiverType, _recorder.Places[^1].Member, _recorder.Places[^1].Parameter));
    }

    [Fact]
    public async Task Values_are_read_from_fields_but_no_foreign_code_runs()
    {
        await _session.RunAsync("""
            class Inner { public string Get(string name) => name; }
            class Outer
            {
                public int Calls;
                public Inner Automatic { get; } = new();
                public Inner Field = new();
                public Inner Computed { get { Calls++; return Field; } }
                public Inner Method() { Calls++; return Field; }
            }
            var outer = new Outer();
            """);
        foreach (var (expression, isRead) in new[] { ("outer.Automatic", true), ("outer.Field", true), ("(outer!).Field", true), ("outer.Computed", false), ("outer.Method()", false) })
        {
            await _service.CompleteAsync($"{expression}.Get(\"^\")");
            Assert.Equal("Inner", _recorder.Places[^1].ReceiverType);
            Assert.Equal(isRead, _recorder.Places[^1].Receiver is not null);
        }

        Assert.Equal(0, (int)((dynamic)_session.Find("outer")!.Value!).Calls);
    }

    [Fact]
    public async Task A_local_of_the_cell_hides_the_variable_of_the_session()
    {
        await _session.RunAsync("var text = \"session\";");
        await _service.CompleteAsync("var text = \"cell\"; text.IndexOf(\"^\")");
        Assert.Null(_recorder.Places[^1].Receiver);
        await _service.CompleteAsync("void F(string text) { text.IndexOf(\"^\"); }");
        Assert.Null(_recorder.Places[^1].Receiver);
    }

    [Fact]
    public async Task Columns_of_a_live_frame_and_units_are_proposed()
    {
        await _session.RunAsync("var frame = new LabSdk.Data.DataFrame(new LabSdk.Data.DataColumn<double>(\"position\", new[] { 1.0 }, \"mm\"));");
        Assert.Contains("position", await _service.TextsAsync("frame[\"^\"]"));
        Assert.Contains("mm", await _service.TextsAsync("string F(double value, string unit) => unit; F(1, \"^\");"));
        Assert.Contains("mm", await _service.TextsAsync("new Quantity(3, \"m^\")"));
    }

    [Fact]
    public async Task A_source_that_throws_hides_no_other()
    {
        using var service = new LanguageService(_session, [], [new Thrower(), _recorder]);
        Assert.Equal(["mock_stage", "mock_stage_2"], await service.TextsAsync("Console.WriteLine(\"mock^\")"));
    }

    [Fact]
    public async Task A_string_that_is_no_argument_has_no_proposals()
    {
        Assert.Empty(await _service.TextsAsync("var x = \"^\";"));
        Assert.Empty(await _service.TextsAsync("Func<string> f = () => \"^\";"));
        Assert.Empty(_recorder.Places);
    }

    private sealed class Recorder : IStringCompletion
    {
        public List<StringPlace> Places { get; } = [];

        public IEnumerable<CompletionItem> Propose(StringPlace place)
        {
            Places.Add(place);
            return [new("mock_stage", "device"), new("mock_stage_2", "device")];
        }
    }

    private sealed class Thrower : IStringCompletion
    {
        public IEnumerable<CompletionItem> Propose(StringPlace place) => throw new InvalidOperationException("no");
    }
}
