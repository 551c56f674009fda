using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace LabSdk.Notebooks;

/// <summary>Replacements in a text, made all at once.</summary>
internal sealed class TextEdits
{
    private readonly List<(TextSpan Span, string Text)> _edits = [];

    public void Replace(TextSpan span, string text) => _edits.Add((span, text));

    public void Remove(TextSpan span) => Replace(span, "");

    /// <summary>Inserts before everything else that is inserted there.</summary>
    public void InsertFirst(int at, string text) => _edits.Insert(0, (new TextSpan(at, 0), text));

    public void Insert(int at, string text) => Replace(new TextSpan(at, 0), text);

    /// <summary>The text with all edits; an edit inside an earlier one falls away.</summary>
    public string Apply(string text)
    {
        var result = new StringBuilder();
        var at = 0;
        foreach (var (span, replacement) in _edits.OrderBy(edit => edit.Span.Start).ThenBy(edit => edit.Span.Length > 0).ThenByDescending(edit => edit.Span.Length))
        {
            if (span.Start >= at)
            {
                result.Append(text, at, span.Start - at).Append(replacement);
                at = span.End;
            }
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
