using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks;

/// <summary>Members of a script in a program: types go to the end, variables become locals, extension methods get a class.</summary>
internal static class ProgramMembers
{
    /// <summary>Makes the edits and returns the types for the end of the file.</summary>
    public static string Translate(CellSyntax cell, TextEdits edits, Action<string> lose)
    {
        var types = new List<string>();
        foreach (var member in cell.Root.Members)
        {
            switch (member)
            {
                case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                    types.Add(cell.Code[member.FullSpan.Start..member.FullSpan.End].Trim('\n'));
                    edits.Remove(WithComments(cell, member));
                    lose("types move to the end of the file.");
                    break;
                case MethodDeclarationSyntax method when IsExtension(method):
                    types.Add($"internal static class Extensions{types.Count + 1}Of{method.Identifier.ValueText}\n{{\n{Accessible(cell, method)}\n}}");
                    edits.Remove(WithComments(cell, member));
                    lose("an extension method moves to a class at the end of the file.");
                    break;
                case FieldDeclarationSyntax or MethodDeclarationSyntax:
                    RemoveModifiers(member, edits);
                    break;
                case GlobalStatementSyntax { Statement: ReturnStatementSyntax { Expression: not null } }:
                    lose("'return' with a value ends a program with this exit code.");
                    break;
                case GlobalStatementSyntax or IncompleteMemberSyntax:
                    break;
                default:
                    var span = cell.LinesOf(member);
                    edits.Replace(span, PercentChunk.AsComment(cell.Code.Substring(span.Start, span.Length).TrimEnd('\n')));
                    lose("a property, event or operator outside of a type has no counterpart; it becomes a comment.");
                    break;
            }
        }

        return string.Join("\n\n", types);
    }

    private static bool IsExtension(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.FirstOrDefault() is { } first && first.Modifiers.Any(SyntaxKind.ThisKeyword);

    private static string Accessible(CellSyntax cell, MethodDeclarationSyntax method)
    {
        var isAccessible = method.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword);
        var at = method.SpanStart - method.FullSpan.Start;
        var text = cell.Code[method.FullSpan.Start..method.FullSpan.End];
        var code = (isAccessible ? text : text.Insert(at, "public ")).Trim('\n');
        return string.Join('\n', code.Split('\n').Select(line => line.Length == 0 ? line : "    " + line));
    }

    // Comments above a member go with it.
    private static Microsoft.CodeAnalysis.Text.TextSpan WithComments(CellSyntax cell, MemberDeclarationSyntax member)
    {
        var lines = cell.LinesOf(member);
        return lines.Start < member.SpanStart || lines.End > member.Span.End
            ? Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(Math.Min(lines.Start, member.FullSpan.Start), Math.Max(lines.End, member.FullSpan.End))
            : member.FullSpan;
    }

    private static void RemoveModifiers(MemberDeclarationSyntax member, TextEdits edits)
    {
        foreach (var modifier in member.Modifiers)
        {
            var isLocal = modifier.Kind() is SyntaxKind.ConstKeyword or SyntaxKind.AsyncKeyword or SyntaxKind.UnsafeKeyword or SyntaxKind.RefKeyword
                || (modifier.IsKind(SyntaxKind.StaticKeyword) && member is MethodDeclarationSyntax);
            if (!isLocal)
            {
                edits.Remove(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(modifier.SpanStart, modifier.FullSpan.End));
            }
        }
    }
}
