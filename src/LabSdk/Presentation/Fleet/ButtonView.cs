using LabSdk.Display;
using LabSdk.Fleet.Wire.Payloads;

namespace LabSdk.Presentation;

/// <summary>The button and the lamp of the example module.</summary>
internal static class ButtonView
{
    /// <summary>Draws what is known of both.</summary>
    public static Block Of(GatewayPayload? status, GatewayPayload? command)
    {
        var pressed = PayloadJson.Flag(PayloadJson.Member(status?.Json, "pressed"));
        var lit = PayloadJson.Flag(PayloadJson.Member(command?.Json, "lit_up"));
        var (button, lamp) = (Word(pressed, "pressed", "up"), Word(lit, "lit", "dark"));
        var shapes = new List<Shape>();
        var x = 0.0;
        if (status is not null)
        {
            shapes.Add(new Box(x + 1, 13, 54, 30, Ink.Soft, Ink.Line) { Radius = 6 });
            shapes.Add(new Box(x + 13, pressed == true ? 9 : 3, 30, pressed == true ? 8 : 14, pressed == true ? Ink.Accent : Ink.Unknown, null) { Radius = 4, Tip = $"Button: {button}" });
            shapes.Add(new Label(x + 66, 32, $"button {button}", 13));
            x += 190;
        }

        if (command is not null)
        {
            shapes.Add(new Box(x + 1, 5, 36, 36, lit == true ? Ink.Warn : Ink.Soft, lit == true ? Ink.Warn : Ink.Muted) { Radius = 18, Thickness = 2, Tip = $"Lamp: {lamp}" });
            shapes.Add(new Label(x + 48, 28, $"lamp {lamp}", 13));
            x += 140;
        }

        var words = new PropertyList();
        words.AddKnown("Button", status is null ? Cell.Null : button);
        words.AddKnown("Lamp", command is null ? Cell.Null : lamp);
        return new Drawing(x, 46, shapes, words) { Title = $"button {button}, lamp {lamp}" };
    }

    private static string Word(bool? value, string yes, string no) => value is { } known ? known ? yes : no : "unknown";
}
