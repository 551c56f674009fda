using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LabSdk.Notebooks.Tests.Conversion;

/// <summary>Cells become programs and scripts that compile, and come back.</summary>
public class ScriptConversionTests
{
    [Fact]
    public void Program_has_what_dotnet_run_needs_and_every_cell()
    {
        var result = NotebookConverter.Convert(Notebook(), NotebookFormat.Cs);
        Assert.Equal(
            $$"""
            #!/usr/bin/env dotnet
            #:property PublishAot=false
            #:package LabSdk.Simulation@{{OwnPackage.Name.Version}}

            // %% [markdown]
            // # Title
            //
            // Text.

            // %% tags=["parameters"]
            #:package MathNet.Numerics@5.0.0
            // A notebook has these by itself:
            using LabSdk.Data;
            using LabSdk.Devices;
            using LabSdk.Display;
            using LabSdk.Simulation;
            using static LabSdk.Plans;
            // #!time
            using LabSdk;

            int steps = 11;
            using var lab = Lab.Simulate();

            // %%
            int Twice(int i) => 2 * i;
            (steps + 1).Show();

            // %% [fsharp]
            // let y = 2

            // %%
            new P(1).Dbl().Show();

            // %% [types]
            // A point.
            record P(int X);

            internal static class Extensions2OfDbl
            {
                public static int Dbl(this P p) => 2 * p.X;
            }

            """,
            result.Text);
        Assert.Equal(
            [
                "cell 2: '#!time' has no counterpart; the line becomes a comment.",
                "cell 3: an extension method moves to a class at the end of the file.",
                "cell 3: types move to the end of the file.",
                "cells 3, 5: the last expression is shown with '.Show()'.",
            ],
            result.Losses.Select(loss => loss.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Program_has_no_syntax_error()
    {
        var text = NotebookConverter.Convert(Notebook(), NotebookFormat.Cs).Text;
        var options = new CSharpParseOptions(LanguageVersion.Preview).WithFeatures([KeyValuePair.Create("FileBasedProgram", "true")]);
        Assert.Empty(CSharpSyntaxTree.ParseText(text, options).GetDiagnostics());
    }

    [Fact]
    public void Program_of_a_user_becomes_a_notebook_and_a_program_again()
    {
        const string Program = """
            #!/usr/bin/env dotnet
            #:property PublishAot=false
            #:project ../src/LabSdk.Simulation/LabSdk.Simulation.csproj
            #:property LangVersion=preview
            #:package CsvHelper@33.0.1
            #:include tools.cs

            // A first scan.
            using LabSdk;

            using var lab = Lab.Simulate();
            Console.WriteLine(args.Length);

            """;
        var document = NotebookConverter.Read(Program, NotebookFormat.Cs);
        Assert.Equal(
            """
            //#:project ../src/LabSdk.Simulation/LabSdk.Simulation.csproj
            //#:property LangVersion=preview
            #r "nuget: CsvHelper, 33.0.1"
            #load "tools.cs"

            // A first scan.
            using LabSdk;

            using var lab = Lab.Simulate();
            Console.WriteLine(args.Length);
            """,
            Assert.Single(document.Cells).Source);
        var again = NotebookConverter.Convert(document, NotebookFormat.Cs);
        Assert.Empty(again.Losses);
        Assert.Contains("#:project ../src/LabSdk.Simulation/LabSdk.Simulation.csproj\n#:property LangVersion=preview\n#:package CsvHelper@33.0.1\n#:include tools.cs\n", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("#:package LabSdk", again.Text, StringComparison.Ordinal);
        Assert.Equal(document.Cells[0].Source, NotebookConverter.Read(again.Text, NotebookFormat.Cs).Cells[0].Source);
    }

    [Fact]
    public void Script_keeps_references_at_the_top_and_needs_no_types_section()
    {
        var document = new NotebookDocument
        {
            Cells = [NotebookCell.Code("#:package A@1.0.0\nvar x = 1;"), NotebookCell.Code("#r \"b.dll\"\nusing System.Text;\nclass C { }\nx"), NotebookCell.Code("var x = 2;")],
        };
        var result = NotebookConverter.Convert(document, NotebookFormat.Csx);
        var lines = result.Text.Split('\n');
        Assert.Equal("#!/usr/bin/env -S labsdk run", lines[0]);
        Assert.True(Array.IndexOf(lines, "#r \"nuget: A, 1.0.0\"") < Array.IndexOf(lines, "#r \"b.dll\""));
        Assert.True(Array.IndexOf(lines, "#r \"b.dll\"") < Array.IndexOf(lines, "using System.Text;"));
        Assert.True(Array.IndexOf(lines, "using System.Text;") < Array.IndexOf(lines, "var x = 1;"));
        Assert.Contains("class C { }\nx.Show();\n\n// %%\nvar x = 2;\n", result.Text, StringComparison.Ordinal);
        Assert.Contains("cell 3: 'x' is declared again; one file cannot declare it twice.", result.Losses.Select(loss => loss.ToString()));
        Assert.Contains("cell 2: '#r', '#load' and 'using' lines move to the first code cell.", result.Losses.Select(loss => loss.ToString()));
    }

    [Theory]
    [InlineData("x", "x.Show();")]
    [InlineData("a + b // sum", "(a + b).Show(); // sum")]
    [InlineData("await M()", "(await M()).Show();")]
    [InlineData("scan.Data[\"x\"]", "scan.Data[\"x\"].Show();")]
    [InlineData("x.Show()", "x.Show();")]
    [InlineData("$\"{x}\"", "$\"{x}\".Show();")]
    [InlineData("x;", "x;")]
    public void Last_expression_is_shown(string cell, string script)
    {
        var text = NotebookConverter.Convert(new NotebookDocument { Cells = [NotebookCell.Code(cell)] }, NotebookFormat.Cs).Text;
        Assert.EndsWith("\n" + script + "\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_of_a_script_are_split_at_markers()
    {
        var document = NotebookConverter.Read(
            "#!/usr/bin/env dotnet-script\nvar a = 1;\n\n// %% [md] Intro\n// # Head\n//\n//  - x\nvar b = 2;\n// %%\n//%% tags=[\"parameters\",\"x\"]\nvar c = 3;\n// %% [raw]\n// r\n", NotebookFormat.Csx);
        Assert.Equal(
            [(NotebookCellKind.Code, "var a = 1;"), (NotebookCellKind.Markdown, "# Head\n\n - x"), (NotebookCellKind.Code, "var b = 2;"), (NotebookCellKind.Code, ""), (NotebookCellKind.Code, "var c = 3;"), (NotebookCellKind.Raw, "r")],
            document.Cells.Select(cell => (cell.Kind, cell.Source)));
        Assert.Equal(["parameters", "x"], document.Cells[4].Tags);
        Assert.Equal("Intro", (string?)document.Cells[1].Metadata["title"]);
        Assert.StartsWith("#!/usr/bin/env dotnet-script\n", NotebookConverter.Convert(document, NotebookFormat.Csx).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_blocks_of_C_sharp_are_cells_and_others_are_text()
    {
        const string Text = "# T\n\n```csharp\nvar a = 1;\n```\n\n````csharp tags=[\"parameters\"]\n```\n````\n\n```bash\nls\n```\n\n- item\n";
        var document = NotebookConverter.Read(Text, NotebookFormat.Markdown);
        Assert.Equal(["# T", "var a = 1;", "```", "```bash\nls\n```\n\n- item"], document.Cells.Select(cell => cell.Source));
        Assert.Equal(["parameters"], document.Cells[2].Tags);
        var back = NotebookConverter.Convert(document, NotebookFormat.Markdown);
        Assert.Empty(back.Losses);
        Assert.Equal(document.Cells.Select(cell => cell.Source), NotebookConverter.Read(back.Text, NotebookFormat.Markdown).Cells.Select(cell => cell.Source));
    }

    private static NotebookDocument Notebook() => new()
    {
        Cells =
        [
            NotebookCell.Markdown("# Title\n\nText."),
            NotebookCell.Code("#r \"nuget: MathNet.Numerics, 5.0.0\"\n#!time\nusing LabSdk;\n\npublic int steps = 11;\nusing var lab = Lab.Simulate();").WithTags("parameters"),
            NotebookCell.Code("// A point.\nrecord P(int X);\nstatic int Dbl(this P p) => 2 * p.X;\nprivate int Twice(int i) => 2 * i;\nsteps + 1"),
            NotebookCell.Code("let y = 2", "fsharp"),
            NotebookCell.Code("new P(1).Dbl()"),
        ],
    };
}
