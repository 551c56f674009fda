using System.Text;
using LabSdk.Notebooks.Language;
using LabSdk.Notebooks.Tests.Engine;

namespace LabSdk.Notebooks.Tests.Language;

/// <summary>Any text and any position: an answer, never an exception.</summary>
public class HostileCodeTests
{
    private static readonly string[] Pieces =
    [
        "lab", ".", "Motor", "(", ")", "\"", "\"\"\"", "$\"", "@\"", "{", "}", "[", "]", ";", "\n", "\r\n", " ", "\t", "#!", "#r \"", "#load \"",
        "#:package ", "nuget: ", "/*", "*/", "//", "///<summary>", "'", "\\", "var", "x", "=", "=>", "new", "using ", "using var y = ", "await", "class", "int", "1",
        "0x", "1e", "<", ">", "?", "!", "::", "->", "&&", "\0", "\u2028", "é", "中", "\ud83d\ude00", "\ud83d", "@", "$", "#if", "#endif", "#region", "from a in b select", "..",
        "record struct", "namespace", "where T :", "/", "../", ",", ":",
    ];

    [Fact]
    public void Cheap_parts_answer_to_anything()
    {
        var random = new Random(20261121);
        var directives = new DirectiveCompletion(new NoContext(), Path.GetTempPath());
        for (var i = 0; i < 50_000; i++)
        {
            var code = Junk(random);
            var position = random.Next(code.Length + 1);
            Assert.Equal(code.Length, PlainCode.Of(code).Length);
            if (directives.Complete(code, position) is { } list)
            {
                Assert.InRange(list.Start, 0, list.End);
                Assert.InRange(list.End, list.Start, code.Length);
            }

            var cursor = Cursor.At(code, position, ScriptSyntax.Parse(code));
            Assert.InRange(cursor.Start, 0, position);
            cursor.IsInInertText();
            if (LiteralPlace.Find(cursor) is { } literal)
            {
                Assert.Equal(position - literal.Start, literal.Prefix.Length);
                LiteralArgument.Find(literal.Token);
            }

            Assert.NotNull(Keywords.At(cursor).Concat(Snippets.At(cursor)).ToArray());
        }
    }

    [Fact]
    public void Completeness_answers_to_anything()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 50_000; i++)
        {
            var code = Junk(random);
            var result = CompletenessCheck.Check(PlainCode.Of(code));
            Assert.True(result.Status == CompletenessStatus.Incomplete || result.Indent.Length == 0);
            Assert.True(string.IsNullOrWhiteSpace(result.Indent));
        }
    }

    [Fact]
    public async Task The_compiler_is_asked_anything()
    {
        var random = new Random(20261123);
        await using var session = Marked.Session();
        await session.Value("var lab = \"lab\"; class Motor { }");
        for (var i = 0; i < 250; i++)
        {
            var code = Junk(random);
            var position = random.Next(-3, code.Length + 4);
            var list = await session.Engine.CompleteAsync(code, position);
            Assert.InRange(list.Start, 0, list.End);
            Assert.InRange(list.End, list.Start, code.Length);
            await session.Engine.InspectAsync(code, position, i % 2 == 0);
        }
    }

    [Fact]
    public async Task Deep_nesting_is_survived()
    {
        await using var session = Marked.Session();
        foreach (var code in Deep())
        {
            session.Engine.CheckCompleteness(code);
            await session.Engine.CompleteAsync(code, code.Length);
            await session.Engine.InspectAsync(code, code.Length, false);
        }
    }

    [Fact]
    public async Task Deep_nesting_in_a_cell_is_an_error_of_the_cell()
    {
        await using var session = Marked.Session();
        await session.Value("var kept = 3;");
        foreach (var code in Deep())
        {
            await session.Error(code);
        }

        Assert.Equal(3, await session.Value("kept"));
    }

    [Fact]
    public async Task A_cancelled_question_ends()
    {
        await using var session = Marked.Session();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.Engine.CompleteAsync("Math.", 5, new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.Engine.InspectAsync("Math.Atan", 5, false, new CancellationToken(canceled: true)));
    }

    private static IEnumerable<string> Deep()
    {
        foreach (var piece in new[] { "(", "[", "List<", "!", "- ", "a?", "await ", "a = ", "1 + ", "else ", "if(true)", "a.", "x => ", "class A { " })
        {
            foreach (var times in new[] { Nesting.Deepest - 1, 20_000 })
            {
                yield return string.Concat(Enumerable.Repeat(piece, times));
            }
        }
    }

    private static string Junk(Random random)
    {
        var text = new StringBuilder();
        for (var count = random.Next(1, 14); count > 0; count--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    private sealed class NoContext : LabSdk.Notebooks.Engine.ILanguageContext
    {
        public IReadOnlyList<LabSdk.Notebooks.Engine.ExecutedSubmission> Submissions => [];

        public Microsoft.CodeAnalysis.CSharp.CSharpCompilation? Compilation => null;

        public IReadOnlyList<ScriptVariable> Variables => [];

        public IReadOnlyList<IMagicCommand> Magics => [];

        public Microsoft.CodeAnalysis.CSharp.CSharpCompilation Continue(string code) => throw new InvalidOperationException();

        public ScriptVariable? Find(string name) => null;
    }
}
