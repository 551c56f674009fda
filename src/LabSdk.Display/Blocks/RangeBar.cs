using System.Globalization;
using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>Where a value lies between two limits, for example a motor in its travel.</summary>
/// <param name="Value">The value; NaN when it is not known.</param>
/// <param name="Minimum">Lower limit; finite.</param>
/// <param name="Maximum">Upper limit; finite, more than <paramref name="Minimum"/>.</param>
/// <param name="Unit">The unit of all three.</param>
public sealed record RangeBar(double Value, double Minimum, double Maximum, string Unit) : Block
{
    private const int TextWidth = 30;

    /// <summary>A place to mark, for example where a motor is going; null, the default, for none. In the same unit.</summary>
    public double? Mark { get; init; }

    /// <summary>The place of the value, 0 at the lower and 1 at the upper limit; null when it cannot be told.</summary>
    public double? Fraction
    {
        get
        {
            var fraction = (Value - Minimum) / (Maximum - Minimum);
            return double.IsFinite(fraction) ? Math.Clamp(fraction, 0, 1) : null;
        }
    }

    private string Low => Numbers.Format(Minimum);

    private string High => $"{Numbers.Format(Maximum)} {VisibleText.Shorten(Unit, 20)}".TrimEnd();

    internal override void WriteHtml(HtmlWriter writer)
    {
        writer.Use(StyleParts.Card);
        writer.Start("div", "lab-progress").Element("span", null, Low).Text(" ");
        writer.Start("span", "lab-track").Attribute("role", "meter").Attribute("aria-valuemin", Low)
            .Attribute("aria-valuemax", Numbers.Format(Maximum)).Attribute("aria-valuenow", Numbers.Format(Value));
        if (Fraction is { } fraction)
        {
            writer.Start("span", "lab-bar").Attribute("style", $"width:{(fraction * 100).ToString("0.#", CultureInfo.InvariantCulture)}%").End();
        }

        if (Mark is { } mark && double.IsFinite((mark - Minimum) / (Maximum - Minimum)))
        {
            var place = Math.Clamp((mark - Minimum) / (Maximum - Minimum), 0, 1);
            writer.Start("span", "lab-mark").Attribute("style", $"left:{(place * 100).ToString("0.#", CultureInfo.InvariantCulture)}%").End();
        }

        writer.End().Text(" ").Element("span", null, High).End();
    }

    internal override IRenderable ToText()
    {
        var track = new char[TextWidth];
        Array.Fill(track, '─');
        if (Fraction is { } fraction)
        {
            track[(int)Math.Round(fraction * (TextWidth - 1))] = '●';
        }

        return TextParts.Line($"{Low} ├{new string(track)}┤ {VisibleText.Of(High)}");
    }
}
