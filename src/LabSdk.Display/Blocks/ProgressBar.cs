using System.Globalization;
using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>How far something is.</summary>
/// <param name="Title">What is going on, for example <c>Scanning</c>.</param>
/// <param name="Done">How much is done.</param>
/// <param name="Total">How much there is; 0 or less when nobody knows.</param>
/// <param name="Unit">What is counted. Default <c>pts</c>.</param>
/// <param name="Elapsed">Time since the start; null when unknown.</param>
/// <param name="Remaining">Time left, shown instead of the time since the start; null when unknown.</param>
public sealed record ProgressBar(
    string Title, double Done, double Total, string Unit = "pts", TimeSpan? Elapsed = null, TimeSpan? Remaining = null) : Block
{
    /// <summary>The part that is done, 0 to 1; null when the total is unknown.</summary>
    public double? Fraction => Total > 0 && double.IsFinite(Done / Total) ? Math.Clamp(Done / Total, 0, 1) : null;

    /// <summary>The line shown in a terminal: <c>Scanning  45%  5/11 pts  1.2 pts/s  00:05</c>.</summary>
    public string Line => string.Join("  ", Parts().Prepend(VisibleText.Of(VisibleText.Shorten(Title, 40))));

    internal override void WriteHtml(HtmlWriter writer)
    {
        writer.Use(StyleParts.Card);
        writer.Start("div", "lab-progress").Element("span", null, VisibleText.Shorten(Title, 80)).Text(" ");
        if (Fraction is { } fraction)
        {
            var percent = Percent(fraction);
            writer.Start("span", "lab-track").Attribute("role", "progressbar").Attribute("aria-valuemin", "0")
                .Attribute("aria-valuemax", "100").Attribute("aria-valuenow", percent);
            writer.Start("span", "lab-bar").Attribute("style", $"width:{percent}%").End().End();
        }

        foreach (var part in Parts())
        {
            writer.Text(" ").Element("span", null, part);
        }

        writer.End();
    }

    internal override IRenderable ToText() => TextParts.Line(Line);

    // 99.9 % is not yet all.
    private static string Percent(double fraction) =>
        Math.Floor(fraction * 100).ToString("F0", CultureInfo.InvariantCulture);

    private IEnumerable<string> Parts()
    {
        var unit = VisibleText.Of(VisibleText.Shorten(Unit, 20));
        if (Fraction is { } fraction)
        {
            yield return Percent(fraction) + "%";
        }

        yield return Total > 0 ? $"{Numbers.Format(Done)}/{Numbers.Format(Total)} {unit}" : $"{Numbers.Format(Done)} {unit}";
        if (Elapsed is { } elapsed)
        {
            if (elapsed.TotalSeconds > 0 && Done > 0)
            {
                yield return $"{(Done / elapsed.TotalSeconds).ToString(Done / elapsed.TotalSeconds < 100 ? "F1" : "F0", CultureInfo.InvariantCulture)} {unit}/s";
            }

            yield return Numbers.Clock(Remaining ?? elapsed);
        }
    }
}
