using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Language;

/// <summary>
/// What the cells that ran have declared, as the text of one submission: using directives, types, methods, and variables
/// with the types they really got. A chain with one submission per cell costs about 1 ms more per completion for every
/// cell; one text with the last declaration of each name costs nothing more after a thousand cells.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class SessionCode
{
    private readonly OrderedDictionary<string, string> _usings = [];
    private readonly OrderedDictionary<string, string> _members = [];

    /// <summary>Adds the declarations of a cell that ran; a name that is declared again replaces the earlier one.</summary>
    /// <param name="code">The cell as plain C#.</param>
    /// <param name="find">Finds a variable of the session after this cell.</param>
    public void Add(string code, Func<string, ScriptVariable?> find)
    {
        var root = ScriptSyntax.Parse(code);
        foreach (var directive in root.Usings)
        {
            Replace(_usings, directive.WithoutTrivia().NormalizeWhitespace().ToString(), directive.WithoutTrivia().ToString());
        }

        foreach (var member in root.Members)
        {
            Add(member, find);
        }
    }

    /// <summary>The text of the submission.</summary>
    public string Render()
    {
        var text = new StringBuilder();
        foreach (var directive in _usings.Values)
        {
            text.AppendLine(directive);
        }

        foreach (var member in _members.Values)
        {
            text.AppendLine(member);
        }

        return text.ToString();
    }

    private static void Replace(OrderedDictionary<string, string> items, string key, string value)
    {
        items.Remove(key);
        items.Add(key, value);
    }

    private void Add(MemberDeclarationSyntax member, Func<string, ScriptVariable?> find)
    {
        switch (member)
        {
            case FieldDeclarationSyntax field:
                foreach (var variable in field.Declaration.Variables)
                {
                    AddVariable(variable.Identifier.Text, field, variable, find);
                }

                AddDesignations(field, find);
                break;
            case GlobalStatementSyntax statement:
                AddDesignations(statement, find);
                break;
            case MethodDeclarationSyntax method:
                var parameters = string.Join(",", method.ParameterList.Parameters.Select(p => p.Type?.ToString()));
                Keep($"{method.Identifier.Text}`{method.Arity}({parameters})", method);
                break;
            case PropertyDeclarationSyntax property:
                Keep(property.Identifier.Text, property);
                break;
            case TypeDeclarationSyntax type:
                Keep($"type {type.Identifier.Text}`{type.Arity}", type);
                break;
            case BaseTypeDeclarationSyntax type:
                Keep($"type {type.Identifier.Text}`0", type);
                break;
            case DelegateDeclarationSyntax type:
                Keep($"type {type.Identifier.Text}`{type.Arity}", type);
                break;
        }
    }

    private void Keep(string key, MemberDeclarationSyntax member)
    {
        var documentation = member.GetLeadingTrivia()
            .Where(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia));
        Replace(_members, key, string.Concat(documentation.Select(trivia => trivia.ToFullString())) + member);
    }

    private void AddVariable(string name, FieldDeclarationSyntax field, VariableDeclaratorSyntax variable, Func<string, ScriptVariable?> find)
    {
        // A type in the source keeps nullability and tuple names; of `var` only the running session knows the type.
        var type = field.Declaration.Type;
        var written = type.IsVar ? TypeOf(name, find) : type.ToString();
        Replace(_members, name, written is null ? $"{type} {variable};" : $"{written} {name} = default!;");
    }

    // Variables in deconstructions, patterns and out arguments at the top level of a cell belong to the session, too.
    private void AddDesignations(SyntaxNode node, Func<string, ScriptVariable?> find)
    {
        var designations = node.DescendantNodes(inner => inner is not (AnonymousFunctionExpressionSyntax or BlockSyntax or QueryExpressionSyntax))
            .OfType<SingleVariableDesignationSyntax>();
        foreach (var designation in designations)
        {
            if (TypeOf(designation.Identifier.Text, find) is { } type)
            {
                Replace(_members, designation.Identifier.Text, $"{type} {designation.Identifier.Text} = default!;");
            }
        }
    }

    private static string? TypeOf(string name, Func<string, ScriptVariable?> find) =>
        find(name.TrimStart('@')) is { } variable ? TypeNames.Source(variable.Type) : null;
}
