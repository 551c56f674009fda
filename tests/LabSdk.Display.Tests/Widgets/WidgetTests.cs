using System.Text.Json.Nodes;
using LabSdk.Display.Tests.Live;
using LabSdk.Display.Tests.Samples;
using LabSdk.Display.Widgets;

namespace LabSdk.Display.Tests.Widgets;

/// <summary>Which generation is offered holds for the process: these tests do not run beside each other.</summary>
[CollectionDefinition(nameof(WidgetTests), DisableParallelization = true)]
public sealed class WidgetCollection;

[Collection(nameof(WidgetTests))]
public sealed class WidgetTests : IDisposable
{
    private static readonly string[] Models = ["FloatSliderModel", "IntSliderModel", "DropdownModel", "CheckboxModel"];
    private const string ViewMime = "application/vnd.jupyter.widget-view+json";
    private readonly ScriptedFrontEnd _page = new();
    private readonly int _openBefore = OpenWidgets.Count;

    public WidgetTests()
    {
        WidgetFrontEnds.Forget();
        WidgetFrontEnds.Support = WidgetSupport.Auto;
        WidgetFrontEnds.Attach(_page);
    }

    public void Dispose()
    {
        WidgetFrontEnds.Support = WidgetSupport.Auto;
        WidgetFrontEnds.Forget();
    }

    [Fact]
    public void The_generation_is_told_by_what_the_page_opens()
    {
        Assert.Null(WidgetFrontEnds.Protocol);
        WidgetFrontEnds.Asked(null);
        WidgetFrontEnds.Asked("other");
        Assert.Null(WidgetFrontEnds.Protocol);

        WidgetFrontEnds.Asked("jupyter.widget");
        Assert.IsType<ModernProtocol>(WidgetFrontEnds.Protocol);

        var comm = _page.OpenFromFrontEnd("jupyter.widget.version")!;
        Assert.IsType<ClassicProtocol>(WidgetFrontEnds.Protocol);
        Assert.Equal("~2.1.4", comm.Sent[0]["version"]!.GetValue<string>());

        _page.OpenFromFrontEnd("jupyter.widget.control");
        Assert.IsType<ClassicProtocol>(WidgetFrontEnds.Protocol);
        WidgetFrontEnds.Support = WidgetSupport.Off;
        Assert.Null(WidgetFrontEnds.Protocol);
    }

    [Fact]
    public void Classic_controls_stand_bare_are_named_by_their_boxes_and_shown_by_a_message()
    {
        WidgetFrontEnds.Support = WidgetSupport.Classic;
        Show(new HBox(new FloatSlider { Description = "Go to", Unit = "mm", Maximum = 10, Step = 0.5 }, new Button { Description = "Stop" }));

        var slider = _page.Model("FloatSliderModel");
        Assert.Equal("jupyter.widget", slider.TargetName);
        Assert.Equal("jupyter-js-widgets", slider.Data["_model_module"]!.GetValue<string>());
        Assert.Equal(("FloatSliderView", "Go to (mm)", 10, ".1f"), (Text(slider, "_view_name"), Text(slider, "description"), slider.Data["max"]!.GetValue<double>(), Text(slider, "readout_format")));
        Assert.Null(slider.Metadata);
        Assert.Contains("IPY_MODEL_" + slider.Id, _page.Model("HBoxModel").Data["children"]!.ToJsonString(), StringComparison.Ordinal);

        var root = _page.Model("VBoxModel");
        Assert.Equal("display", Text(Assert.Single(root.Sent), "method"));
        Assert.Equal(root.Id, JsonNode.Parse(_page.Outputs.Shown[0].Text(ViewMime)!)!["model_id"]!.GetValue<string>());
        var ids = _page.Comms.Select(comm => comm.Id).ToList();
        Assert.All(_page.Comms, comm => Assert.All(
            System.Text.RegularExpressions.Regex.Matches(comm.Data.ToJsonString(), "IPY_MODEL_([0-9a-f]+)").Select(match => match.Groups[1].Value),
            id => Assert.InRange(ids.IndexOf(id), 0, ids.IndexOf(comm.Id) - 1)));
    }

    [Fact]
    public void Modern_controls_stand_in_their_state_with_a_version_and_are_shown_by_the_output()
    {
        WidgetFrontEnds.Support = WidgetSupport.Modern;
        Show(new Dropdown("fast", "slow"));

        var list = _page.Model("DropdownModel");
        Assert.Equal("2.1.0", list.Metadata!["version"]!.GetValue<string>());
        Assert.Equal("@jupyter-widgets/controls", list.Data["state"]!["_model_module"]!.GetValue<string>());
        Assert.Equal("[]", list.Data["buffer_paths"]!.ToJsonString());
        Assert.Empty(_page.Model("VBoxModel").Sent);
        Assert.Equal(0, _page.Model("VBoxModel").State["_view_count"]!.GetValue<int>());
        Assert.Equal(2, JsonNode.Parse(_page.Outputs.Shown[0].Text(ViewMime)!)!["version_major"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(WidgetSupport.Classic, """{"method":"backbone","sync_data":{"value":7.5},"buffer_keys":[]}""")]
    [InlineData(WidgetSupport.Modern, """{"method":"update","state":{"value":7.5},"buffer_paths":[]}""")]
    public async Task What_the_user_does_reaches_the_handler(WidgetSupport generation, string message)
    {
        WidgetFrontEnds.Support = generation;
        var slider = new FloatSlider { Maximum = 10 };
        var moved = new TaskCompletionSource<double>();
        slider.Changed += moved.SetResult;
        Show(slider);

        _page.Model("FloatSliderModel").Say(message);

        Assert.Equal(7.5, await moved.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(7.5, slider.Value);
    }

    [Fact]
    public async Task Values_set_by_code_reach_the_page_and_raise_nothing()
    {
        WidgetFrontEnds.Support = WidgetSupport.Classic;
        var slider = new FloatSlider { Maximum = 10 };
        slider.Changed += _ => Assert.Fail("code is not the user");
        Show(slider);

        slider.Value = 4;
        slider.Value = 4;
        slider.Value = 99;

        Assert.Equal([4, 10], _page.Model("FloatSliderModel").Sent.Select(m => m["state"]!["value"]!.GetValue<double>()));
        await Task.Yield();
    }

    public static TheoryData<string> HostileValues => new(
        "1e999", "\"5\"", "null", "[1]", "{\"a\":1}", "true", "-1", "10.5", "1e308", "-0.001", "\"<script>\"", "123456789012345678901234567890");

    [Theory]
    [MemberData(nameof(HostileValues))]
    public void A_value_that_does_not_fit_is_refused_and_the_page_is_set_right(string value)
    {
        WidgetFrontEnds.Support = WidgetSupport.Classic;
        var slider = new FloatSlider { Maximum = 10, Value = 3 };
        var whole = new IntSlider { Maximum = 10, Value = 3 };
        var box = new Checkbox { Value = true };
        var list = new Dropdown("a", "b");
        slider.Changed += _ => Assert.Fail("refused values raise nothing");
        Show(new VBox(slider, whole, box, list));
        var isTrue = value == "true";

        foreach (var name in Models.Where(name => !isTrue || name != "CheckboxModel"))
        {
            var comm = _page.Model(name);
            comm.Say($$"""{"method":"backbone","sync_data":{"value":{{value}},"index":{{value}}} }""");
            Assert.NotNull(comm.Newest("value"));
        }

        Assert.Equal((3.0, 3.0, true, "a"), (slider.Value, whole.Value, box.Value, list.Value));
    }

    [Fact]
    public void Fifty_thousand_hostile_messages_change_nothing_that_they_must_not()
    {
        WidgetFrontEnds.Support = WidgetSupport.Classic;
        var slider = new FloatSlider { Minimum = -5, Maximum = 5 };
        var text = new TextBox();
        var list = new Dropdown("a", "b", "c");
        var button = new Button { IsDisabled = true };
        button.Clicked += () => Assert.Fail("it is disabled");
        Show(new VBox(slider, text, list, button));
        var random = new Random(7);
        string[] methods = ["backbone", "update", "custom", "request_state", "display", "", "x"];
        string[] models = ["FloatSliderModel", "TextModel", "DropdownModel", "ButtonModel", "VBoxModel"];
        string[] values = ["1", "-9", "1e300", "\"b\"", "\"\\u0000<b>\"", "null", "[]", "{}", "true", "[[[[1]]]]", "\"click\"", "\"IPY_MODEL_x\""];

        for (var i = 0; i < 50_000; i++)
        {
            string Any() => values[random.Next(values.Length)];
            var method = methods[random.Next(methods.Length)];
            _page.Model(models[i % models.Length]).Say($$$"""{"method":"{{{method}}}","sync_data":{"value":{{{Any()}}},"index":{{{Any()}}},"max":{{{Any()}}},"_view_count":{{{Any()}}} },"state":{{{Any()}}},"content":{"event":{{{Any()}}} } }""");
        }

        Assert.InRange(slider.Value, -5, 5);
        Assert.Equal((-5, 5), (slider.Minimum, slider.Maximum));
        Assert.Contains(list.Value, list.Options);
    }

    [Fact]
    public async Task While_a_handler_works_only_the_newest_value_waits()
    {
        WidgetFrontEnds.Support = WidgetSupport.Classic;
        var slider = new FloatSlider { Maximum = 1000 };
        var seen = new List<double>();
        var (first, goOn, last) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        slider.Changed += value =>
        {
            lock (seen)
            {
                seen.Add(value);
            }

            first.TrySetResult();
            goOn.Task.WaitAsync(TimeSpan.FromSeconds(30)).GetAwaiter().GetResult();
            if (value == 500)
            {
                last.SetResult();
            }
        };
        Show(slider);
        var comm = _page.Model("FloatSliderModel");
        comm.Say("""{"method":"backbone","sync_data":{"value":1}}""");
        await first.Task.WaitAsync(TimeSpan.FromSeconds(30));
        for (var i = 2; i <= 500; i++)
        {
            comm.Say($$"""{"method":"backbone","sync_data":{"value":{{i}} } }""");
        }

        goOn.SetResult();
        await last.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal([1, 500], seen);
    }

    [Fact]
    public async Task A_handler_that_fails_says_so_below_its_cell_and_the_next_click_works()
    {
        WidgetFrontEnds.Support = WidgetSupport.Classic;
        var button = new Button();
        var clicks = 0;
        var again = new TaskCompletionSource();
        button.Clicked += () =>
        {
            if (++clicks == 1)
            {
                throw new DeviceException("LAB-X", "the stage is stuck");
            }

            again.SetResult();
        };
        using (DisplaySink.Use(_page))
        {
            Show(button);
            var comm = _page.Model("ButtonModel");
            comm.Say("""{"method":"custom","content":{"event":"click"}}""");
            comm.Say("""{"method":"custom","content":{"event":"click"}}""");
        }

        await again.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Contains(_page.Outputs.Shown, form => form.PlainText.Contains("the stage is stuck", StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_that_is_loaded_again_gets_all_values()
    {
        WidgetFrontEnds.Support = WidgetSupport.Classic;
        var slider = new FloatSlider { Maximum = 10 };
        Show(slider);
        slider.Value = 6;
        var comm = _page.Model("FloatSliderModel");

        comm.Say("""{"method":"request_state"}""");

        var state = comm.Sent[^1]["state"]!;
        Assert.Equal(("FloatSliderModel", 6, 10), (state["_model_name"]!.GetValue<string>(), state["value"]!.GetValue<double>(), state["max"]!.GetValue<double>()));

        WidgetFrontEnds.Support = WidgetSupport.Modern;
        var control = _page.OpenFromFrontEnd("jupyter.widget.control")!;
        control.Say("""{"method":"request_states"}""");
        Assert.Contains(comm.Id, control.Sent[0]["states"]!.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public void Closing_a_place_closes_its_controls_and_leaves_a_card()
    {
        foreach (var close in new Action<Widget>[] { widget => widget.Dispose(), _ => _page.Comms.Last(c => Text(c, "_model_name") == "VBoxModel").CloseFromFrontEnd() })
        {
            WidgetFrontEnds.Support = WidgetSupport.Modern;
            var slider = new FloatSlider { Description = "Go to", Maximum = 10 };
            Show(slider);
            Assert.NotEmpty(_page.Open);
            slider.Value = 8.5;

            close(slider);

            Assert.Empty(_page.Open);
            Assert.Equal(_openBefore, OpenWidgets.Count);
            var last = _page.Outputs.Shown[^1];
            Assert.False(last.Has(ViewMime));
            Assert.Contains("8.5", last.PlainText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_same_control_in_two_places_is_one_model_that_stays_until_the_last_is_closed()
    {
        WidgetFrontEnds.Support = WidgetSupport.Modern;
        var slider = new FloatSlider();
        Show(slider);
        Show(slider);

        Assert.Single(_page.Comms, comm => Text(comm, "_model_name") == "FloatSliderModel");
        var roots = _page.Comms.Where(comm => Text(comm, "_model_name") == "VBoxModel").ToArray();
        roots[0].CloseFromFrontEnd();
        Assert.False(_page.Model("FloatSliderModel").IsClosed);
        roots[1].CloseFromFrontEnd();
        Assert.True(_page.Model("FloatSliderModel").IsClosed);
    }

    [Fact]
    public void Many_places_make_the_oldest_a_card()
    {
        WidgetFrontEnds.Support = WidgetSupport.Classic;
        var sliders = Enumerable.Range(0, OpenDisplays.Most + 5).Select(i => new FloatSlider { Description = $"slider {i}" }).ToArray();
        foreach (var slider in sliders)
        {
            Show(slider);
        }

        Assert.InRange(_page.Open.Count(comm => Text(comm, "_model_name") == "FloatSliderModel"), 1, OpenDisplays.Most);
        Assert.False(sliders[0].IsOpen);
        Assert.True(sliders[^1].IsOpen);
        Array.ForEach(sliders, slider => slider.Dispose());
        Assert.Empty(_page.Open);
    }

    [Fact]
    public void Without_a_front_end_for_controls_there_is_a_card_that_changes_in_place()
    {
        var slider = new FloatSlider { Description = "Go to", Maximum = 10 };
        Show(slider);
        slider.Value = 7;
        slider.Dispose();

        Assert.Empty(_page.Comms);
        Assert.All(_page.Outputs.Shown, form => Assert.False(form.Has(ViewMime)));
        Assert.Contains("7", _page.Outputs.Shown[^1].PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_script_or_report_a_control_is_its_card()
    {
        WidgetFrontEnds.Support = WidgetSupport.Modern;
        Assert.Contains("Go to", Views.ToMimeBundle(new FloatSlider { Description = "Go to" }, new CollectingSink())!.PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_do_not_fit_together_say_so_and_open_nothing()
    {
        WidgetFrontEnds.Support = WidgetSupport.Classic;
        var bundle = Views.ToMimeBundle(new VBox(new FloatSlider(), new FloatSlider { Description = "Upside down", Minimum = 200 }), _page);

        Assert.Contains("Upside down", bundle!.PlainText, StringComparison.Ordinal);
        Assert.Empty(_page.Comms);
        Assert.Equal(ViewErrorIds.WidgetMisuse, Assert.Throws<LabConfigurationException>(() => new FloatSlider { Step = 0 }).ErrorId);
        Assert.Equal(ViewErrorIds.WidgetMisuse, Assert.Throws<LabConfigurationException>(() => new Dropdown("a", "a")).ErrorId);
        Assert.Equal(ViewErrorIds.WidgetMisuse, Assert.Throws<LabConfigurationException>(() => new Dropdown("a") { Value = "b" }).ErrorId);
    }

    [Fact]
    public void Hostile_texts_stay_texts_in_every_control()
    {
        WidgetFrontEnds.Support = WidgetSupport.Modern;
        foreach (var text in HostileStrings.List)
        {
            using var tree = new VBox(new HtmlText(text), new HtmlText(BlockSamples.Motor(_ => text)), new TextBox { Value = text });
            Show(tree);
            foreach (var comm in _page.Comms.Where(comm => Text(comm, "_model_name") == "HTMLModel" && !Text(comm, "value")!.StartsWith("<style>", StringComparison.Ordinal)))
            {
                Rules.OutputReader.Html(Text(comm, "value")!);
                Assert.DoesNotContain("<script", Text(comm, "value"), StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    private static string? Text(ScriptedFrontEnd.Comm comm, string name) => Text(comm.State, name);

    private static string? Text(JsonObject values, string name) => values[name]?.GetValue<string>();

    private void Show(Widget widget) => Assert.Null(Views.ToMimeBundle(widget, _page));
}
