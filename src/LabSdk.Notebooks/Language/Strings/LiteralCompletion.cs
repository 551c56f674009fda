using Microsoft.CodeAnalysis;

namespace LabSdk.Notebooks.Language;

/// <summary>Completes the content of string literals by what the session knows: devices, columns, units.</summary>
/// <param name="values">Reads live values.</param>
/// <param name="sources">Who is asked.</param>
internal sealed class LiteralCompletion(LiveValue values, IReadOnlyList<IStringCompletion> sources)
{
    public CompletionList Complete(SemanticModel model, Cursor cursor, LiteralPlace literal, CancellationToken cancellationToken)
    {
        if (LiteralArgument.Find(literal.Token) is not { } argument)
        {
            return ProposalList.Empty(cursor.Position);
        }

        var place = Describe(model, argument, literal.Prefix, cancellationToken);
        var found = sources.SelectMany(source => Ask(source, place))
            .Where(item => item.Text.Contains(literal.Prefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(item => NameMatch.Rank(item.Text, literal.Prefix))
            .DistinctBy(item => item.Text)
            .Select(item => item with { Text = Escape(item.Text) });
        return new CompletionList(literal.Start, cursor.Position, [.. found]);
    }

    private StringPlace Describe(SemanticModel model, LiteralArgument argument, string prefix, CancellationToken cancellationToken)
    {
        var info = model.GetSymbolInfo(argument.Call, cancellationToken);
        var method = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        var type = argument.Receiver is { } receiver
            ? model.GetTypeInfo(receiver, cancellationToken).Type ?? model.GetSymbolInfo(receiver, cancellationToken).Symbol as ITypeSymbol
            : method?.ContainingType;
        var value = argument.Receiver is null ? null : values.Of(argument.Receiver, model, cancellationToken);
        var parameters = method switch
        {
            IMethodSymbol called => called.Parameters,
            IPropertySymbol indexer => indexer.Parameters,
            _ => [],
        };
        return new StringPlace(
            value,
            type is null or IErrorTypeSymbol ? "" : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
            argument.Name.Length > 0 ? argument.Name : "this[]",
            argument.Index,
            prefix)
        {
            Parameter = argument.ParameterName
                ?? (parameters.IsEmpty ? "" : parameters[Math.Min(argument.Index, parameters.Length - 1)].Name),
        };
    }

    // A source is foreign code: what it does wrong must not take the other proposals away.
    private static IReadOnlyList<CompletionItem> Ask(IStringCompletion source, StringPlace place)
    {
        try
        {
            return [.. source.Propose(place)];
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return [];
        }
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
