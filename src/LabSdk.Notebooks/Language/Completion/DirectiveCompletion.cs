using LabSdk.Notebooks.Engine;

namespace LabSdk.Notebooks.Language;

/// <summary>Completes lines that are no C#: magic commands, and the paths of <c>#r</c> and <c>#load</c>.</summary>
/// <param name="context">The session.</param>
/// <param name="workingDirectory">Folder that relative paths start from.</param>
internal sealed class DirectiveCompletion(ILanguageContext context, string workingDirectory)
{
    private static readonly string[] Directives = ["#r", "#load", "#nullable", "#pragma", "#region", "#endregion", "#if", "#endif", "#:package"];

    /// <summary>The proposals; null when the line is C#.</summary>
    public CompletionList? Complete(string code, int position)
    {
        var lineStart = position == 0 ? 0 : code.LastIndexOf('\n', position - 1) + 1;
        var line = code.AsSpan(lineStart, position - lineStart);
        var indent = line.Length - line.TrimStart().Length;
        line = line[indent..];
        if (line.Length == 0 || line[0] != '#')
        {
            return null;
        }

        var start = lineStart + indent;
        if (line.IndexOfAny(' ', '\t') is var space && space < 0)
        {
            var names = context.Magics.Select(magic => new Proposal(magic.Name, "magic", 0, () => magic.Help))
                .Concat(Directives.Select(name => new Proposal(name, "keyword", 1)));
            return ProposalList.Build(start, position, line.ToString(), names);
        }

        var quote = line.IndexOf('"');
        if (quote < 0 || line[(quote + 1)..].Contains('"'))
        {
            return line[..space] is "#r" or "#load" || line.StartsWith("#!") ? ProposalList.Empty(position) : null;
        }

        var path = line[(quote + 1)..].ToString();
        var pathStart = start + quote + 1;
        return line[..space] switch
        {
            "#r" when path.StartsWith("nuget:", StringComparison.Ordinal) => PackageNames.Complete(path, pathStart, position),
            "#r" => PathCompletion.Complete(workingDirectory, path, pathStart, position, [".dll"], ["nuget: "]),
            "#load" => PathCompletion.Complete(workingDirectory, path, pathStart, position, [".cs", ".csx"], []),
            _ => ProposalList.Empty(position),
        };
    }
}
