namespace LabSdk.Notebooks;

/// <summary>
/// Turns the C# of all cells into that of one file. What must stand at the top of a file is gathered in the first code cell;
/// what a file cannot hold becomes a comment and is reported.
/// </summary>
internal sealed class ScriptTranslation(ScriptRules rules, LossList losses)
{
    private readonly SortedDictionary<int, TranslatedCell> _cells = [];
    private bool _isGathered;

    /// <summary>Adds the code of a cell; all are added before the first result is asked for.</summary>
    public void Add(int index, string code) => _cells[index] = new TranslatedCell(index, code, rules, losses);

    /// <summary>The lines at the top of the file; without our package when a cell asks for one of ours by itself.</summary>
    public IEnumerable<string> FileDirectives =>
        _cells.Values.SelectMany(cell => cell.Packages).Any(package => package.Name.StartsWith("LabSdk", StringComparison.OrdinalIgnoreCase))
        || _cells.Values.Any(cell => cell.HasProject)
            ? rules.FileDirectives.Where(line => line != rules.Package(OwnPackage.Name))
            : rules.FileDirectives;

    /// <summary>The code of a cell in the file.</summary>
    public string Code(int index)
    {
        if (!_isGathered)
        {
            _isGathered = true;
            Gather();
        }

        return _cells[index].Text;
    }

    /// <summary>The types of all cells, where they stand at the end; otherwise empty.</summary>
    public string Types => TextLines.Trimmed(string.Join("\n\n", _cells.Values.Select(cell => cell.Types).Where(types => types.Length > 0)));

    private void Gather()
    {
        if (_cells.Count == 0)
        {
            return;
        }

        var first = _cells.Values.First();
        var others = _cells.Values.Skip(1).Where(cell => cell.Directives.Count > 0 || cell.Usings.Count > 0).ToArray();
        foreach (var cell in others)
        {
            losses.Add(cell.Index, "'#r', '#load' and 'using' lines move to the first code cell.");
        }

        string[] extra = SessionUsings.Lines(_cells.Values.SelectMany(cell => cell.Usings));
        if (!first.IsInOrder)
        {
            losses.Add(first.Index, "'#r', '#load' and 'using' lines move to the top of the cell.");
        }

        if (others.Length > 0 || !first.IsInOrder)
        {
            first.Rebuild(_cells.Values.SelectMany(cell => cell.Directives), extra.Concat(_cells.Values.SelectMany(cell => cell.Usings)));
        }
        else
        {
            first.Keep(extra);
        }

        foreach (var cell in _cells.Values.Skip(1))
        {
            cell.Rebuild([], []);
        }

        NoteTwice();
    }

    private void NoteTwice()
    {
        var declared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cell in _cells.Values)
        {
            string[] names = [.. cell.Declared.Distinct()];
            foreach (var name in names.Where(declared.Contains))
            {
                losses.Add(cell.Index, $"'{name}' is declared again; one file cannot declare it twice.");
            }

            declared.UnionWith(names);
        }
    }
}
