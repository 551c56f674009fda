using System.Text.Json.Nodes;
using LabSdk.Display;

namespace LabSdk.Notebooks.Tests.Exporting;

/// <summary>A notebook with one of everything.</summary>
internal static class ExportSamples
{
    public static NotebookDocument Night() => StableIds.Apply(new NotebookDocument
    {
        Cells =
        [
            NotebookCell.Markdown("# Night run\n\nA text with **bold**, `code`, a [link](02.ipynb) and math $x^2$.\n\n- [x] done\n- [ ] open\n\n| device | value |\n|---|---:|\n| stage | 10 |\n\n> [!WARNING]\n> The laser is on.\n\n![beam](attachment:beam.png)\n\n```csharp\nvar a = 1;\n```")
                with { Attachments = new JsonObject { ["beam.png"] = new JsonObject { ["image/png"] = Png } } },
            NotebookCell.Markdown("## Setup"),
            NotebookCell.Code("#r \"nuget: LabSdk, 0.1.0\"\nusing LabSdk;\n\n// Connect.\nusing var lab = Lab.Simulate();\nvar names = new List<string> { \"a\", $\"b{1 + 2}\", \"\"\"raw\"\"\" };\nforeach (var name in names) { Console.WriteLine(name); }")
                with { ExecutionCount = 1, Outputs = [new StreamOutput("stdout", "a\nb3\n10%\r20%\r100%\n\u001b[32mok\u001b[0m and \u001b[1;38;5;208morange\u001b[0m\n"), new StreamOutput("stderr", "warning: slow\n")] },
            NotebookCell.Markdown("## Plots"),
            NotebookCell.Code("figure") with { ExecutionCount = 2, Outputs = [Shown(new Figure("Beam").Line(new double[] { 1, 2, 3 }, new double[] { 1, 4, 9 }), isResult: true)] },
            NotebookCell.Code("scan") with { ExecutionCount = 3, Outputs = [Shown(new Card("First scan") { Body = [new Figure("In a card").Scatter(new double[] { 1, 2, 3 }, new double[] { 2, 1, 2 })] }, isResult: true)] },
            NotebookCell.Markdown("## Errors and others\n\n### Error"),
            NotebookCell.Code("throw new InvalidOperationException(\"no <beam>\");") with
            {
                ExecutionCount = 4, Outputs = [new ErrorOutput("InvalidOperationException", "no <beam>", ["InvalidOperationException: no <beam>", "   at cell 4, line 1"])],
            },
            NotebookCell.Code("let y = 1", "fsharp") with { Outputs = [new DataOutput(new JsonObject { ["image/png"] = Png, ["text/plain"] = "picture" })] },
            NotebookCell.Code("hidden input").WithTags("remove-input") with { Outputs = [new DataOutput(new JsonObject { ["text/html"] = "<table border=\"1\" class=\"dataframe\"><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table><style>body{display:none}</style>" })] },
            NotebookCell.Code("hidden output").WithTags("remove-output") with { Outputs = [new StreamOutput("stdout", "never shown")] },
            NotebookCell.Code("hidden cell").WithTags("remove-cell"),
            NotebookCell.Raw("raw text"),
            NotebookCell.Code("json") with { Outputs = [new DataOutput(new JsonObject { ["application/json"] = new JsonObject { ["b"] = new JsonArray(1, "<x>") } })] },
            NotebookCell.Code("widget") with { Outputs = [new DataOutput(new JsonObject { ["application/vnd.jupyter.widget-view+json"] = new JsonObject { ["model_id"] = "x" } })] },
        ],
    });

    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private static DataOutput Shown(object value, bool isResult) => new(MimeData.From(Views.ToMimeBundle(value))) { IsResult = isResult, ExecutionCount = isResult ? 1 : null };
}
