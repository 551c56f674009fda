namespace LabSdk.Notebooks.Tests.Engine;

/// <summary>Cells as they stand in notebooks of .NET Interactive.</summary>
public sealed class CompatibilityTests
{
    [Fact]
    public async Task Display_calls_show_values_in_their_forms()
    {
        await using var session = new Session();

        await session.Value("""
            using Microsoft.DotNet.Interactive;
            using Microsoft.DotNet.Interactive.Formatting;
            using static Microsoft.DotNet.Interactive.Kernel;

            display(1);
            "two".Display();
            display(HTML("<b>3</b>"));
            "*four*".DisplayAs("text/markdown");
            Kernel.HTML("<i>5</i>").Display();
            """);

        Assert.Equal(["1", "two", "<b>3</b>", "*four*", "<i>5</i>"], session.Output.Shown.Select(b => b.PlainText));
        Assert.Equal("<b>3</b>", session.Output.Shown[2].Html);
        Assert.Equal("*four*", session.Output.Shown[3].Text("text/markdown"));
    }

    [Fact]
    public async Task A_displayed_value_can_be_replaced_from_a_later_cell()
    {
        await using var session = new Session();
        await session.Value("var d = display(\"working\");");
        var first = session.Output;

        await session.Value("d.Update(\"done\");");

        Assert.Equal("done", Assert.Single(first.Shown).PlainText);
        Assert.Empty(session.Output.Shown);
    }

    [Fact]
    public async Task A_registered_formatter_is_used_for_results()
    {
        await using var session = new Session();
        await session.Value("record Pump(string Name);\nFormatter.Register<Pump>(p => $\"<u>{p.Name}</u>\", \"text/html\");");

        await session.Value("new Pump(\"P1\")");

        Assert.Equal("<u>P1</u>", Assert.Single(session.Output.Results).Html);
    }

    [Fact]
    public async Task Packages_of_the_old_host_are_taken_as_there()
    {
        await using var session = new Session(new ScriptEngineOptions { AllowNetwork = false });

        Assert.Equal(1, await session.Value("#r \"nuget: Microsoft.DotNet.Interactive.Formatting, 1.0.0-beta\"\n1"));
    }
}
