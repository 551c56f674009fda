using LabSdk.Benchmarks.Harness;
using LabSdk.Data;
using LabSdk.Display;

namespace LabSdk.Benchmarks.Comparisons;

/// <summary>HTML of a frame of 60 rows: what a notebook cell costs when its last line is a table.</summary>
internal sealed class HtmlComparison : IComparison
{
    private const int Rows = 60;

    public string Name => "HTML of 60 rows";

    public async Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken)
    {
        var frame = Create();
        var (table, figure) = (new List<double>(), new List<double>());
        var (toHtml, repr) = (new List<double>(), new List<double>());
        var version = "";
        for (var round = 0; round < 3; round++)
        {
            var peer = await peers.RunAsync("pandas_html.py");
            version = peer.GetProperty("version").GetString();
            toHtml.Add(peer.GetProperty("to_html").GetDouble() * 1e3);
            repr.Add(peer.GetProperty("repr").GetDouble() * 1e3);
            table.Add(Measure.MedianSeconds(() => _ = Views.ToMimeBundle(frame).Html, rounds: 200, warmUp: 200) * 1e3);
            figure.Add(Measure.MedianSeconds(() => _ = frame.Plot("stage", "power").ToSvg(), rounds: 100, warmUp: 100) * 1e3);
        }

        var note = $"pandas {version}, 5 columns, 60 rows, style sheet included";
        return
        [
            ComparisonRow.Time("HTML of 60 rows, against to_html()", Measure.Median(table), Measure.Median(toHtml), "ms", 0.5, note),
            ComparisonRow.Time("HTML of 60 rows, against _repr_html_()", Measure.Median(table), Measure.Median(repr), "ms", 0.5, note),
            ComparisonRow.Limit("HTML of 60 rows", Measure.Median(table), 1, "ms", "budget of the design"),
            ComparisonRow.Limit("SVG of a line of 60 points", Measure.Median(figure), 1, "ms"),
        ];
    }

    private static DataFrame Create()
    {
        var random = new Random(7);
        return DataFrame.Of(
            ("point", Enumerable.Range(0, Rows).ToArray()),
            ("stage", Enumerable.Range(0, Rows).Select(i => i * 0.25).ToArray()),
            ("power", Enumerable.Range(0, Rows).Select(_ => 1.2e-3 + (random.NextDouble() * 1e-5)).ToArray()),
            ("reference", Enumerable.Range(0, Rows).Select(_ => random.NextDouble()).ToArray()),
            ("note", Enumerable.Range(0, Rows).Select(i => i % 10 == 0 ? "retried" : "").ToArray()));
    }
}
