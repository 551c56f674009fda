using LabSdk.Data;
using LabSdk.Notebooks.Tests.Engine;

namespace LabSdk.Notebooks.Tests.Language;

public sealed class LiteralTests : IAsyncDisposable
{
    private readonly Recorder _recorder = new();
    private readonly Session _session;

    public LiteralTests() => _session = Marked.Session(_recorder);

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Theory]
    [InlineData("lab.Motor(\"^")]
    [InlineData("lab.Motor(\"^\")")]
    [InlineData("lab.Motor(@\"^\")")]
    [InlineData("var x = 3;\nlab.Motor(true ? \"^\" : \"b\");")]
    public async Task A_literal_is_described_with_its_call(string code)
    {
        await _session.Value("class Bench { public int Calls; public string Motor(string name) => name; } var lab = new Bench();");
        Assert.Equal(["mock_stage", "mock_stage_2"], await _session.TextsAsync(code));
        var place = Assert.Single(_recorder.Places);
        Assert.Same(await _session.Value("lab"), place.Receiver);
        Assert.Equal(("Bench", "Motor", 0, "", "name"), (place.ReceiverType, place.Member, place.ArgumentIndex, place.Prefix, place.Parameter));
    }

    [Fact]
    public async Task The_content_before_the_cursor_is_replaced_and_filters()
    {
        var list = await _session.CompleteAsync("string F(int a, string b) => b; F(1, \"mock_stage_^x\")");
        Assert.Equal(["mock_stage_2"], list.Items.Select(item => item.Text));
        Assert.Equal((38, 49), (list.Start, list.End));
        Assert.Equal(("F", 1, "mock_stage_"), (_recorder.Places[0].Member, _recorder.Places[0].ArgumentIndex, _recorder.Places[0].Prefix));
    }

    [Theory]
    [InlineData("\"\"\"mock^\"\"\"")]
    [InlineData("@\"mock^")]
    [InlineData("$\"mock^\"")]
    [InlineData("[\"a\", \"mock^")]
    [InlineData("\"a\" + \"mock^")]
    public async Task Every_kind_of_literal_is_completed(string literal)
    {
        Assert.Equal(["mock_stage", "mock_stage_2"], await _session.TextsAsync($"Console.WriteLine({literal}"));
        Assert.Equal("mock", Assert.Single(_recorder.Places).Prefix);
    }

    [Fact]
    public async Task A_static_method_names_its_type_and_an_indexer_itself()
    {
        await _session.CompleteAsync("System.IO.File.Exists(\"^\")");
        Assert.Equal(("System.IO.File", "Exists", "path"), (_recorder.Places[^1].ReceiverType, _recorder.Places[^1].Member, _recorder.Places[^1].Parameter));
        await _session.CompleteAsync("var map = new Dictionary<string, int>(); map[\"^\"]");
        Assert.Equal(("System.Collections.Generic.Dictionary<string, int>", "this[]", "key"), (_recorder.Places[^1].ReceiverType, _recorder.Places[^1].Member, _recorder.Places[^1].Parameter));
    }

    [Fact]
    public async Task Values_are_read_from_fields_but_no_foreign_code_runs()
    {
        await _session.Value("""
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
            await _session.CompleteAsync($"{expression}.Get(\"^\")");
            Assert.Equal("Inner", _recorder.Places[^1].ReceiverType);
            Assert.Equal(isRead, _recorder.Places[^1].Receiver is not null);
        }

        Assert.Equal(0, await _session.Value("outer.Calls"));
    }

    [Fact]
    public async Task A_local_of_the_cell_hides_the_variable_of_the_session()
    {
        await _session.Value("var text = \"session\";");
        await _session.CompleteAsync("var text = \"cell\"; text.IndexOf(\"^\")");
        Assert.Null(_recorder.Places[^1].Receiver);
        await _session.CompleteAsync("void F(string text) { text.IndexOf(\"^\"); }");
        Assert.Null(_recorder.Places[^1].Receiver);
    }

    [Fact]
    public async Task Columns_of_a_live_frame_and_units_are_proposed()
    {
        await _session.Value("var frame = new LabSdk.Data.DataFrame(LabSdk.Data.DataColumn.Create(\"position\", new[] { 1.0 }));");
        Assert.Contains("position", await _session.TextsAsync("frame[\"^\"]"));
        Assert.Contains("mm", await _session.TextsAsync("string F(double value, string unit) => unit; F(1, \"^\");"));
        Assert.Contains("mm", await _session.TextsAsync("new Quantity(3, \"m^\")"));
    }

    [Fact]
    public async Task A_source_that_throws_hides_no_other()
    {
        await using var session = Marked.Session(new Thrower(), _recorder);
        Assert.Equal(["mock_stage", "mock_stage_2"], await session.TextsAsync("Console.WriteLine(\"mock^\")"));
    }

    [Fact]
    public async Task A_string_that_is_no_argument_has_no_proposals()
    {
        Assert.Empty(await _session.TextsAsync("var x = \"^\";"));
        Assert.Empty(await _session.TextsAsync("Func<string> f = () => \"^\";"));
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
