using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Engine;

/// <summary>
/// Finds the assemblies of the framework that code names but the session does not refer to yet. So a session starts with
/// few references, and still everything of the framework can be used.
/// </summary>
internal static class MissingReferences
{
    private static readonly HashSet<string> UnknownName = new(StringComparer.Ordinal) { "CS0103", "CS0234", "CS0246", "CS0012", "CS1069" };

    /// <summary>The files to add; empty when the errors have another reason.</summary>
    /// <param name="errors">The errors of a compilation.</param>
    /// <param name="compilation">The compilation.</param>
    public static IReadOnlyList<string> Find(IEnumerable<Diagnostic> errors, Compilation compilation)
    {
        var unknown = errors.Where(error => UnknownName.Contains(error.Id) && error.Location.SourceTree is not null).ToArray();
        if (unknown.Length == 0)
        {
            return [];
        }

        var known = compilation.SourceModule.ReferencedAssemblySymbols.Select(a => a.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var imported = Imported(compilation);
        return [.. unknown
            .SelectMany(error => error.Id is "CS0012" or "CS1069" ? Named(error) : Candidates(error, imported))
            .Where(path => !known.Contains(Path.GetFileNameWithoutExtension(path)))
            .Distinct(StringComparer.Ordinal)];
    }

    // The message holds the identity of the assembly: 'Name, Version=...'.
    private static IEnumerable<string> Named(Diagnostic error) =>
        error.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Split('\'')
            .Where(part => part.Contains(", Version=", StringComparison.Ordinal))
            .Select(part => FrameworkAssemblies.Paths.GetValueOrDefault(part.Split(',')[0]))
            .OfType<string>();

    private static IEnumerable<string> Candidates(Diagnostic error, IReadOnlyCollection<string> imported)
    {
        var node = error.Location.SourceTree!.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
        if (node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { Name: { } space })
        {
            return TypeIndex.In(space.ToString()).Concat(Qualified(space.ToString())).Select(entry => entry.Path);
        }

        return Outermost(node) is (QualifiedNameSyntax or MemberAccessExpressionSyntax) and var qualified
            ? Prefixes(qualified.ToString()).SelectMany(Qualified).Select(entry => entry.Path)
            : TypeIndex.Named(SimpleName(node)).Where(entry => imported.Contains(entry.Namespace)).Select(entry => entry.Path);
    }

    private static SyntaxNode Outermost(SyntaxNode node)
    {
        while (node.Parent is QualifiedNameSyntax or MemberAccessExpressionSyntax)
        {
            node = node.Parent;
        }

        return node;
    }

    // System.Xml.Linq.XElement.Parse: every beginning of it may be the type.
    private static IEnumerable<string> Prefixes(string name)
    {
        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = name.IndexOf('.', dot + 1))
        {
            yield return name[..dot];
        }

        yield return name;
    }

    private static IEnumerable<TypeIndex.Entry> Qualified(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot < 0 ? [] : TypeIndex.In(name[..dot]).Where(entry => entry.Name == name[(dot + 1)..].Split('<')[0]);
    }

    private static string SimpleName(SyntaxNode node) => node switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => node.ToString(),
    };

    private static HashSet<string> Imported(Compilation compilation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var step = compilation; step is not null; step = step.ScriptCompilationInfo?.PreviousScriptCompilation)
        {
            names.UnionWith(((Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions)step.Options).Usings);
            names.UnionWith(step.SyntaxTrees.SelectMany(tree => ((CompilationUnitSyntax)tree.GetRoot()).Usings).Select(u => u.Name?.ToString() ?? ""));
        }

        return names;
    }
}
