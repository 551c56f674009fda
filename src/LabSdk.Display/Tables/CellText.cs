using Spectre.Console;

namespace LabSdk.Display;

using Text = Spectre.Console.Text;

/// <summary>Cells as terminal text.</summary>
internal static class CellText
{
    private const int MaxText = 200;

    public static Text Of(Cell cell, ColumnFormat? format = null)
    {
        var text = cell.Display(cell.HasOwnFormat ? null : format, MaxText);
        var shown = cell.Unit is { } unit ? $"{text} {unit}" : text;
        return TextParts.Line(shown, cell.Kind switch
        {
            CellKind.State => TextParts.Of(cell.StateValue),
            CellKind.Null => TextParts.Muted,
            _ => null,
        });
    }
}
