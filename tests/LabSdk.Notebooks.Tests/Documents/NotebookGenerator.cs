using System.Text;
using System.Text.Json.Nodes;

namespace LabSdk.Notebooks.Tests.Documents;

/// <summary>Random notebooks with everything that can be in one, from a seed.</summary>
internal sealed class NotebookGenerator(int seed)
{
    private static readonly string[] Lines =
    [
        "", " ", "var x = 1;", "x", "// %% [markdown]", "// %%", "#!csharp", "#!markdown", "#!time", "#!fsharp", "```", "```csharp", "````", "```python", "# Title", "text with <b>html</b>",
        "#r \"nuget: Some.Package, 1.2.3\"", "using System.Text;", "using var a = new B();", "record P(int X);", "static int Dbl(this int i) => i * 2;", "int Q { get; set; }", "<!-- #cell -->",
        "<!-- #region -->", "<!-- #endregion -->", "<!-- #raw -->", "<!-- #endraw -->", "\"\"\"", "/*", "*/", "#if DEBUG", "#endif", "#:package A@1", "#load \"a.csx\"", "é\u2028ß\U0001F600", "\ttabs\t", "a\u000bb\u000cc\u0085d",
        "// comment", "//", "return 5;", "await Task.Delay(1);", "class C { }", "{", "}", "---", "~~~", "#!meta", "{\"a\":1}", "foo().Show()", "1 + 2", "$$x^2$$", "public static int y = 3;",
    ];

    private static readonly string[] Languages = ["csharp", "csharp", "csharp", "fsharp", "html", "pwsh", "mermaid", "value", "python", "my-kernel"];

    private readonly Random _random = new(seed);

    public NotebookDocument Document()
    {
        var metadata = new JsonObject();
        if (Chance(2))
        {
            metadata["kernelspec"] = Chance(2) ? KernelMetadata.KernelSpec() : new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" };
        }

        if (Chance(4))
        {
            metadata["authors"] = new JsonArray(new JsonObject { ["name"] = Text(1) });
        }

        if (Chance(5))
        {
            metadata["polyglot_notebook"] = new JsonObject { ["kernelInfo"] = new JsonObject { ["defaultKernelName"] = "csharp", ["items"] = new JsonArray(new JsonObject { ["name"] = "my-kernel", ["aliases"] = new JsonArray("mk") }) } };
        }

        return new NotebookDocument { Metadata = metadata, Cells = [.. Enumerable.Range(0, _random.Next(0, 6)).Select(_ => Cell())] };
    }

    public string Text(int maxLines) => string.Join('\n', Enumerable.Range(0, _random.Next(1, maxLines + 1)).Select(_ => Pick(Lines)));

    public string Mutate(string text)
    {
        var result = new StringBuilder(text);
        for (var i = _random.Next(1, 4); i > 0 && result.Length > 0; i--)
        {
            var at = _random.Next(result.Length);
            switch (_random.Next(6))
            {
                case 0:
                    result.Length = at;
                    break;
                case 1:
                    result.Remove(at, Math.Min(_random.Next(1, 30), result.Length - at));
                    break;
                case 2:
                    result[at] = Pick("{}[]\",:\\\n\r#!`/%0-\0\ud800u<NIt e.9".Select(c => c.ToString()).ToArray())[0];
                    break;
                case 3:
                    result.Insert(at, Pick(Lines));
                    break;
                case 4:
                    var length = Math.Min(_random.Next(1, 60), result.Length - at);
                    result.Insert(_random.Next(result.Length), result.ToString(at, length));
                    break;
                default:
                    result.Insert(at, Pick("null", "1e999", "[[[[[[[[", "{\"a\":", "-", "\\u12", "true", "\"cells\":3,", "\n#!meta\n", "\n// %% [types]\n", "tags=[1]"));
                    break;
            }
        }

        return result.ToString();
    }

    private NotebookCell Cell()
    {
        var source = Text(6);
        var cell = _random.Next(4) switch
        {
            0 => NotebookCell.Markdown(source),
            1 when Chance(3) => NotebookCell.Raw(source),
            _ => NotebookCell.Code(source, Pick(Languages)) with { ExecutionCount = Chance(2) ? null : _random.Next(100), Outputs = [.. Enumerable.Range(0, _random.Next(0, 3)).Select(_ => Output())] },
        };

        // A first line that names a language wins over everything else in a Jupyter file.
        if (cell.Kind == NotebookCellKind.Code && KernelNames.SplitMarker(source).Language is { } language)
        {
            cell = cell with { Language = language };
        }

        if (Chance(4))
        {
            cell = cell.WithTags(Chance(2) ? ["parameters"] : ["raises-exception", "a \"b\""]);
        }

        if (Chance(6))
        {
            cell = cell with { Metadata = new JsonObject { ["title"] = Pick("Move", "[x] y", "tags=[] z", "two words"), ["collapsed"] = true } };
        }

        if (cell.Kind == NotebookCellKind.Markdown && Chance(6))
        {
            cell = cell with { Attachments = new JsonObject { ["a.png"] = new JsonObject { ["image/png"] = "AAAA" } } };
        }

        return Chance(2) ? cell : cell with { Id = "id-" + _random.Next(1_000_000) };
    }

    private NotebookOutput Output() => _random.Next(4) switch
    {
        0 => new StreamOutput(Pick("stdout", "stderr"), Text(3)),
        1 => new ErrorOutput("E", Text(1), [Text(1), "\u001b[31mred\u001b[0m"]),
        2 => new DataOutput(new JsonObject { ["text/html"] = Text(3), ["application/json"] = new JsonObject { ["a"] = new JsonArray(1, 2.5, "x", null) } }),
        _ => new DataOutput(new JsonObject { ["text/plain"] = Text(2), ["image/png"] = "AAAA\n" }) { IsResult = true, ExecutionCount = 3, Metadata = new JsonObject { ["isolated"] = true } },
    };

    private bool Chance(int of) => _random.Next(of) == 0;

    private T Pick<T>(params T[] items) => items[_random.Next(items.Length)];
}
