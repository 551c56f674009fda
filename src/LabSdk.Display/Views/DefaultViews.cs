using System.Collections;

namespace LabSdk.Display;

/// <summary>How objects without a view are shown: sequences and dictionaries by their items, everything else by its text.</summary>
internal static class DefaultViews
{
    /// <summary>Items of a sequence that are shown.</summary>
    public const int MaxItems = 20;

    /// <summary>Sequences inside sequences that are opened.</summary>
    public const int MaxDepth = 6;

    public static IDisplayable Show(object? value, int depth)
    {
        if (value is null)
        {
            return new TextBlock("null", TextStyle.Muted);
        }

        if (Views.Find(value) is { } found)
        {
            return found;
        }

        try
        {
            return value switch
            {
                string text => new TextBlock(text),
                IDictionary map => Map(map),
                IEnumerable items when depth < MaxDepth => List(items, depth),
                _ => new TextBlock(Cell.From(value).ToString()),
            };
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return ViewFailure.Of(value, error);
        }
    }

    private static PropertyList Map(IDictionary map)
    {
        var list = new PropertyList();
        foreach (DictionaryEntry entry in map)
        {
            list.Add(Cell.From(entry.Key).ToString(), Cell.From(entry.Value));
        }

        return list;
    }

    private static Stack List(IEnumerable items, int depth)
    {
        var shown = new List<object?>();
        var total = 0;
        foreach (var item in items)
        {
            // A sequence may be endless: look one past the limit, not further.
            if (++total > MaxItems)
            {
                break;
            }

            shown.Add(item);
        }

        var count = items is ICollection collection ? collection.Count : -1;
        var more = count > shown.Count ? $"({Numbers.Count(count - shown.Count)} more)" : total > MaxItems ? "(more)" : null;
        var blocks = new List<Block>();
        if (shown.All(IsPlain))
        {
            blocks.Add(shown.Count == 0
                ? new TextBlock("(empty)", TextStyle.Muted)
                : new TextBlock(string.Join(", ", shown.Select(i => Cell.From(i).ToString()))));
        }
        else
        {
            blocks.AddRange(shown.Select(item => Show(item, depth + 1) as Block ?? new TextBlock(Views.ToMimeBundle(item).PlainText)));
        }

        if (more is not null)
        {
            blocks.Add(new TextBlock(more, TextStyle.Muted));
        }

        return new Stack([.. blocks]);
    }

    private static bool IsPlain(object? item) =>
        item is null || (Views.Find(item) is null && item is string or not IEnumerable);
}
