using System.Text;
using LabSdk.Display;
using LabSdk.Kernel.Tests.Support;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Tests.Session;

/// <summary>A lot of output.</summary>
public sealed class OutputTests : IAsyncLifetime
{
    private TestFrontEnd _front = null!;

    public async Task InitializeAsync() => _front = await TestFrontEnd.StartAsync();

    public async Task DisposeAsync() => await _front.DisposeAsync();

    [Fact]
    public async Task Many_small_writes_are_few_messages()
    {
        _front.Engine.On("print", output =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                output.Write(StandardStream.Output, "line\n");
            }
        });
        var (_, outputs) = await _front.RunAsync("print");
        var texts = outputs.Where(output => output.Type == "stream").Select(output => output["text"]!).ToArray();
        Assert.Equal(100_000, texts.Sum(text => text.Length));
        Assert.InRange(texts.Length, 1, 40);
    }

    [Fact]
    public async Task Long_text_is_cut_between_characters()
    {
        var text = string.Concat(Enumerable.Repeat("a😀", 200_000));
        _front.Engine.On("print", output => output.Write(StandardStream.Output, text));
        var (_, outputs) = await _front.RunAsync("print");
        var all = new StringBuilder();
        foreach (var output in outputs.Where(output => output.Type == "stream"))
        {
            all.Append(output["text"]);
        }

        Assert.Equal(text, all.ToString());
    }

    [Fact]
    public async Task Thousands_of_updates_become_a_few_and_the_last_is_always_sent()
    {
        _front.Engine.On("live", output =>
        {
            using var live = output.ShowLive(MimeBundle.FromText("0"));
            for (var i = 1; i <= 20_000; i++)
            {
                live.Update(MimeBundle.FromText($"{i}"));
            }
        });
        var (_, outputs) = await _front.RunAsync("live");
        Assert.Equal("display_data", outputs[1].Type);
        var id = outputs[1].Content.GetProperty("transient").GetProperty("display_id").GetString();
        var updates = outputs.Skip(2).ToArray();
        Assert.All(updates, update => Assert.Equal(("update_display_data", id), (update.Type, update.Content.GetProperty("transient").GetProperty("display_id").GetString())));
        Assert.InRange(updates.Length, 1, 200);
        Assert.Equal("20000", updates[^1].Content.GetProperty("data").GetProperty("text/plain").GetString());
    }

    [Fact]
    public async Task Updates_of_different_displays_do_not_replace_each_other()
    {
        _front.Engine.On("live", output =>
        {
            var (a, b) = (output.ShowLive(MimeBundle.FromText("a")), output.ShowLive(MimeBundle.FromText("b")));
            a.Update(MimeBundle.FromText("a1"));
            b.Update(MimeBundle.FromText("b1"));
            a.Update(MimeBundle.FromText("a2"));
        });
        var (_, outputs) = await _front.RunAsync("live");
        var last = outputs.Where(output => output.Type == "update_display_data").Select(output => output.Content.GetProperty("data").GetProperty("text/plain").GetString()).ToArray();
        Assert.Contains("a2", last);
        Assert.Contains("b1", last);
    }

    [Fact]
    public async Task Output_of_30_megabytes_arrives_and_the_kernel_answers()
    {
        var text = new string('x', 30 << 20);
        _front.Engine.On("large", output => output.Show(MimeBundle.FromText(text)));
        var (reply, outputs) = await _front.RunAsync("large");
        Assert.Equal("ok", reply["status"]);
        Assert.Equal(text.Length, outputs[^1].Content.GetProperty("data").GetProperty("text/plain").GetString()!.Length);
    }

    [Fact]
    public async Task View_that_fails_is_an_error_of_its_cell()
    {
        _front.Engine.Cells["bad"] = (output, _) =>
        {
            Assert.Throws<InvalidOperationException>(() => output.Show(MimeBundle.FromText(() => throw new InvalidOperationException("view"))));
            return Task.FromResult(new CellResult(CellStatus.Ok, default));
        };
        Assert.Equal("ok", (await _front.RunAsync("bad")).Reply["status"]);
    }
}
