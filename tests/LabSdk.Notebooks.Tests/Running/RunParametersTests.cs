namespace LabSdk.Notebooks.Tests.Running;

public class RunParametersTests
{
    [Theory]
    [InlineData("var steps = 11;", "21", "var steps = 21;")]
    [InlineData("var steps = 11;", "2.5", "var steps = 2.5;")]
    [InlineData("int steps = 11;", "-3", "int steps = -3;")]
    [InlineData("double steps = 0.1;", "5", "double steps = 5.0;")]
    [InlineData("double steps = 0.1;", "1e-3", "double steps = 0.001;")]
    [InlineData("var steps = -0.1;", "NaN", "var steps = double.NaN;")]
    [InlineData("decimal steps = 1m;", "2.50", "decimal steps = 2.50m;")]
    [InlineData("float steps = 1f;", "2", "float steps = 2f;")]
    [InlineData("byte steps;", "7", "byte steps = 7;")]
    [InlineData("string steps = \"a\";", "b \"c\" \\ d", "string steps = \"b \\\"c\\\" \\\\ d\";")]
    [InlineData("var steps = \"a\"; // keep", "5", "var steps = \"5\"; // keep")]
    [InlineData("var steps = $\"{1}\";", "x", "var steps = \"x\";")]
    [InlineData("bool steps = true;", "False", "bool steps = false;")]
    [InlineData("var steps = true;", "false", "var steps = false;")]
    [InlineData("var steps = 'a';", "b", "var steps = 'b';")]
    [InlineData("int? steps = 3;", "null", "int? steps = null;")]
    [InlineData("double[] steps = [1, 2];", "[3, 4.5]", "double[] steps = [3.0, 4.5];")]
    [InlineData("List<string> steps = [];", "[\"a\",\"b\"]", "List<string> steps = [\"a\", \"b\"];")]
    [InlineData("var steps = new[] { 1, 2 };", "[3]", "var steps = new[] { 3 };")]
    [InlineData("var steps = TimeSpan.FromSeconds(2);", "00:00:05", "var steps = System.TimeSpan.FromTicks(50000000L);")]
    [InlineData("var other = 1; var steps = other;\nsteps = 4;", "9", "var other = 1; var steps = 9;\nsteps = 9;")]
    public void Value_replaces_the_one_in_the_cell(string source, string value, string expected) => Assert.Equal(expected, Apply(source, value));

    [Theory]
    [InlineData("int steps = 1;", "2.5")]
    [InlineData("int steps = 1;", "99999999999")]
    [InlineData("byte steps = 1;", "256")]
    [InlineData("bool steps = true;", "yes")]
    [InlineData("var steps = 1.5;", "System.Environment.Exit(1)")]
    [InlineData("double[] steps = [1];", "[1, \"x\"]")]
    [InlineData("double[] steps = [1];", "1, 2")]
    public void Value_that_does_not_fit_is_refused(string source, string value)
    {
        var error = Assert.Throws<LabConfigurationException>(() => Apply(source, value));
        Assert.Equal("LAB-NOTE-0025", error.ErrorId);
        Assert.Contains($"'steps' cannot be '{value}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_is_never_code()
    {
        const string Code = "\"; System.IO.File.Delete(\"x\"); var y = \"";
        Assert.Equal("var steps = \"\\\"; System.IO.File.Delete(\\\"x\\\"); var y = \\\"\";", Apply("var steps = \"a\";", Code));
        Assert.Equal("var steps = \"\\\"; System.IO.File.Delete(\\\"x\\\"); var y = \\\"\";", Apply("var steps = F();", Code));
    }

    [Fact]
    public void Unknown_name_tells_the_near_one()
    {
        var error = Assert.Throws<LabConfigurationException>(() => Apply("var steps = 1; var name = \"a\";", "1", "step"));
        Assert.Contains("Did you mean 'steps'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Notebook_without_such_a_cell_says_how_to_make_one()
    {
        var document = new NotebookDocument { Cells = [NotebookCell.Code("var steps = 1;")] };
        var error = Assert.Throws<LabConfigurationException>(() => RunParameters.Apply(document, new Dictionary<string, string> { ["steps"] = "2" }));
        Assert.Contains("tag 'parameters'", error.Message, StringComparison.Ordinal);
    }

    private static string Apply(string source, string value, string name = "steps")
    {
        var document = new NotebookDocument { Cells = [NotebookCell.Markdown("x"), NotebookCell.Code(source).WithTags("parameters")] };
        return RunParameters.Apply(document, new Dictionary<string, string> { [name] = value }).Cells[1].Source;
    }
}
