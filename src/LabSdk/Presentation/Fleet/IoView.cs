using System.Globalization;
using LabSdk.Display;
using LabSdk.Fleet;

namespace LabSdk.Presentation;

/// <summary>Inputs and outputs as rows of lamps.</summary>
internal static class IoView
{
    private const double Pitch = 34;
    private const double Left = 64;
    private const double RowHeight = 46;
    private const double Lamp = 20;
    private const int MostLamps = 32;

    public static Block Of(IoStatus status)
    {
        var width = Left + Math.Max(4, Math.Min(MostLamps, Math.Max(status.Inputs.Count, status.Outputs.Count))) * Pitch;
        var shapes = new List<Shape>();
        var top = 0.0;
        if (status.Inputs.Count > 0)
        {
            Add(shapes, "Inputs", status.Inputs.Select(input => (input.Number, input.State, HasError: false)), top, Ink.Series0);
            top += RowHeight;
        }

        if (status.Outputs.Count > 0)
        {
            Add(shapes, "Outputs", status.Outputs.Select(output => (output.Number, output.State, output.HasError)), top, Ink.Ok);
            top += RowHeight;
        }

        var blocks = new List<Block>();
        if (top > 0)
        {
            blocks.Add(new Drawing(width, top, shapes, InWords(status)) { Title = InWords(status).ToString() });
        }

        blocks.Add(new PropertyList { { "Button", string.Create(CultureInfo.InvariantCulture, $"{status.ButtonPresses} {(status.ButtonPresses == 1 ? "press" : "presses")} since the last status") } });
        var faults = status.Outputs.Where(output => output.HasError).Select(output => output.Number.ToString(CultureInfo.InvariantCulture)).ToArray();
        if (faults.Length > 0)
        {
            blocks.Add(new StatusRows(new StatusRow(State.Fault, "outputs", $"fault at {string.Join(", ", faults)}")));
        }

        return new Stack(blocks);
    }

    public static Block Of(IoCommand command) => command.Actions.Count == 0
        ? new TextBlock("No action.", TextStyle.Muted)
        : new TableModel(["Output", "Action"], command.Actions.Select(action => new Cell[] { action.Output, action.ToString().Split(": ")[1] })) { ShowSize = false };

    private static void Add(List<Shape> shapes, string name, IEnumerable<(long Number, bool State, bool HasError)> lamps, double top, Ink on)
    {
        shapes.Add(new Label(0, top + Lamp - 4, name, 12, Ink.Muted));
        foreach (var (index, (number, state, hasError)) in lamps.Take(MostLamps).Index())
        {
            var x = Left + index * Pitch;
            if (hasError)
            {
                shapes.Add(new Box(x - 3, top, Lamp + 6, Lamp + 6, null, Ink.Fault) { Radius = (Lamp + 6) / 2, Thickness = 2.5 });
            }

            shapes.Add(new Box(x, top + 3, Lamp, Lamp, state ? on : Ink.Soft, state ? on : Ink.Muted)
            {
                Radius = Lamp / 2,
                Tip = string.Create(CultureInfo.InvariantCulture, $"{name.TrimEnd('s')} {number}: {(state ? "on" : "off")}{(hasError ? ", fault" : "")}"),
            });
            shapes.Add(new Label(x + Lamp / 2, top + Lamp + 17, number.ToString(CultureInfo.InvariantCulture), 11, Ink.Muted) { Anchor = Align.Center });
        }
    }

    private static PropertyList InWords(IoStatus status) => new()
    {
        { "Inputs on", On(status.Inputs.Where(input => input.State).Select(input => input.Number)) },
        { "Outputs on", On(status.Outputs.Where(output => output.State).Select(output => output.Number)) },
    };

    private static string On(IEnumerable<long> numbers) =>
        string.Join(", ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))) is { Length: > 0 } text ? text : "none";
}
