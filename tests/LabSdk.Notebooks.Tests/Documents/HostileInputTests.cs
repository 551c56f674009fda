namespace LabSdk.Notebooks.Tests.Documents;

/// <summary>No text makes a reader fail in any way but its own.</summary>
public class HostileInputTests
{
    private const int Inputs = 50_000;

    [Theory]
    [MemberData(nameof(RoundTripTests.Formats), MemberType = typeof(RoundTripTests))]
    public void Readers_throw_nothing_but_their_own_error(NotebookFormat format)
    {
        var failed = 0;
        Parallel.For(0, 500, seed =>
        {
            var generator = new NotebookGenerator(seed);
            var text = NotebookConverter.Convert(generator.Document(), format).Text;
            for (var i = 0; i < Inputs / 500; i++)
            {
                var input = generator.Mutate(text);
                try
                {
                    NotebookConverter.Read(input, format);
                }
                catch (NotebookFormatException error)
                {
                    Interlocked.Increment(ref failed);
                    Assert.InRange(error.Line, 1, input.Count(c => c is '\n' or '\r') + 1);
                    Assert.InRange(error.Column, 1, input.Length + 1);
                }
            }
        });
        Assert.True(format is not NotebookFormat.Ipynb || failed > Inputs / 4, "The inputs are not hostile enough.");
    }

    [Fact]
    public void Random_bytes_are_read_or_refused()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            var text = System.Text.Encoding.Latin1.GetString(bytes);
            Assert.Throws<NotebookFormatException>(() => NotebookConverter.Read(text, NotebookFormat.Ipynb));
            NotebookConverter.Read(text, NotebookFormat.Markdown);
        }
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{", 1, 2)]
    [InlineData("{\n \"cells\": [\n  }\n", 3, 3)]
    [InlineData("{\"cells\": [], \"nbformat\": 4, \"nbformat_minor\": 5} x", 1, 51)]
    [InlineData("[]", 1, 1)]
    [InlineData("{\"nbformat\": 9}", 1, 1)]
    [InlineData("{\"nbformat\": 4,\n\"cells\": [\n{\"cell_type\": \"code\"},\n{\"cell_type\": \"x\"}]}", 4, 1)]
    [InlineData("{\"nbformat\": 4,\n\"cells\": [\n{\"cell_type\": \"code\", \"outputs\": [{}]}]}", 3, 35)]
    [InlineData("{\"nbformat\": 4,\n\"cells\": [{\"cell_type\": \"code\", \"source\": [1]}]}", 2, 11)]
    [InlineData("{\"a\": \"\\x\"}", 1, 9)]
    [InlineData("{\"a\": 1.}", 1, 7)]
    [InlineData("<<<<<<< HEAD\n{}", 1, 1)]
    public void Errors_say_where(string text, int line, int column)
    {
        var error = Assert.Throws<NotebookFormatException>(() => NotebookConverter.Read(text, NotebookFormat.Ipynb, "night.ipynb"));
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Equal("LAB-NOTE-0021", error.ErrorId);
        Assert.StartsWith("'night.ipynb' is not a readable Jupyter notebook file: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100_000));
        Assert.Contains("inside each other", Assert.Throws<NotebookFormatException>(() => NotebookConverter.Read(deep, NotebookFormat.Ipynb)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("```csharp\n")]
    [InlineData("<!-- #region -->\n")]
    [InlineData("// %% [markdown]\n")]
    [InlineData("#!markdown\n")]
    [InlineData("#r \"nuget: A, 1\"\n")]
    public void Many_open_blocks_take_linear_time(string line)
    {
        var text = string.Concat(Enumerable.Repeat(line, 100_000));
        var started = System.Diagnostics.Stopwatch.StartNew();
        foreach (var format in new[] { NotebookFormat.Markdown, NotebookFormat.Csx, NotebookFormat.Cs, NotebookFormat.Dib })
        {
            NotebookConverter.Read(text, format);
        }

        Assert.InRange(started.Elapsed.TotalSeconds, 0, 20);
    }
}
