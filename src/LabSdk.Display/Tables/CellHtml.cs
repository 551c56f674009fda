namespace LabSdk.Display;

/// <summary>Writes cells into HTML.</summary>
internal static class CellHtml
{
    public static void WriteCell(this HtmlWriter writer, Cell cell, ColumnFormat? format = null)
    {
        switch (cell.Kind)
        {
            case CellKind.Null:
                writer.Element("span", "lab-null", cell.Display(null));
                break;
            case CellKind.Number when double.IsNaN(cell.Value):
                writer.Element("span", "lab-nan", cell.Display(null));
                break;
            case CellKind.State:
                writer.WriteState(cell.StateValue, cell.Content);
                break;
            case CellKind.Code:
                writer.Element("span", "lab-mono", cell.Display(null));
                break;
            default:
                writer.Text(cell.Display(cell.HasOwnFormat ? null : format));
                break;
        }

        if (cell.Unit is { } unit)
        {
            writer.Text(" ").Element("span", "lab-unit", unit);
        }
    }
}
