using LabSdk.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks;

/// <summary>Gives the variables of the cells tagged <c>parameters</c> other values. A value is always a literal, never code.</summary>
internal static class RunParameters
{
    /// <summary>The notebook with the values in it.</summary>
    /// <exception cref="LabConfigurationException">One is unknown or does not fit; all faults are listed at once.</exception>
    public static NotebookDocument Apply(NotebookDocument document, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count == 0)
        {
            return document;
        }

        var faults = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        NotebookCell[] cells = [.. document.Cells.Select(cell => IsParameters(cell) ? cell with { Source = Replace(cell.Source, values, known, faults) } : cell)];
        if (!cells.Any(IsParameters))
        {
            throw Unusable("the notebook has no C# cell with the tag 'parameters'", "Give the cell that declares them this tag.");
        }

        foreach (var name in values.Keys.Where(name => !known.Contains(name)))
        {
            faults.Add($"'{name}' is not among the parameters. {NearestNames.Hint(name, known.Order(StringComparer.Ordinal), "parameters")}");
        }

        return faults.Count == 0 ? document with { Cells = cells } : throw Unusable(string.Join(" ", faults), null);
    }

    private static bool IsParameters(NotebookCell cell) => ScriptWriter.IsCSharp(cell) && cell.Tags.Contains(CellTags.Parameters);

    private static string Replace(string source, IReadOnlyDictionary<string, string> values, HashSet<string> known, List<string> faults)
    {
        var syntax = new CellSyntax(source);
        var edits = new TextEdits();
        foreach (var member in syntax.Root.Members)
        {
            if (member is FieldDeclarationSyntax declaration)
            {
                foreach (var variable in declaration.Declaration.Variables)
                {
                    Set(variable.Identifier.ValueText, variable.Initializer?.Value, declaration.Declaration.Type, variable.Span.End);
                }
            }
            else if (member is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment } })
            {
                Set(name.Identifier.ValueText, assignment.Right, null, 0);
            }
        }

        return edits.Apply(source);

        void Set(string name, ExpressionSyntax? value, TypeSyntax? type, int end)
        {
            known.Add(name);
            if (!values.TryGetValue(name, out var text))
            {
                return;
            }

            if (ParameterLiteral.Of(text, type, value, out var fault) is not { } literal)
            {
                faults.Add($"'{name}' cannot be '{text}': {fault}.");
            }
            else if (value is null)
            {
                edits.Insert(end, " = " + literal);
            }
            else
            {
                edits.Replace(value.Span, literal);
            }
        }
    }

    private static LabConfigurationException Unusable(string why, string? hint) =>
        new(DocumentErrorIds.Parameter, $"The parameters of the run cannot be used: {why}", hint);
}
