using System.Globalization;
using System.Text;

namespace LabSdk.Notebooks;

/// <summary>How a terminal writes at a moment. Colours: 1 to 16 from the table of the page, larger ones are RGB.</summary>
internal readonly record struct AnsiStyle(int Foreground, int Background, bool IsBold, bool IsItalic, bool IsUnderlined, bool IsInverse)
{
    private const int Rgb = 1 << 24;

    public AnsiStyle With(int[] codes)
    {
        var style = this;
        for (var i = 0; i < codes.Length; i++)
        {
            style = codes[i] switch
            {
                0 => default,
                1 => style with { IsBold = true },
                3 => style with { IsItalic = true },
                4 => style with { IsUnderlined = true },
                7 => style with { IsInverse = true },
                22 => style with { IsBold = false },
                23 => style with { IsItalic = false },
                24 => style with { IsUnderlined = false },
                27 => style with { IsInverse = false },
                >= 30 and <= 37 and var code => style with { Foreground = code - 29 },
                38 => style with { Foreground = Extended(codes, ref i) },
                39 => style with { Foreground = 0 },
                >= 40 and <= 47 and var code => style with { Background = code - 39 },
                48 => style with { Background = Extended(codes, ref i) },
                49 => style with { Background = 0 },
                >= 90 and <= 97 and var code => style with { Foreground = code - 81 },
                >= 100 and <= 107 and var code => style with { Background = code - 91 },
                _ => style,
            };
        }

        return style;
    }

    public string Open()
    {
        var classes = new StringBuilder();
        var css = new StringBuilder();
        Add(IsInverse ? Background : Foreground, IsInverse && Background == 0 ? "inverse-fg" : null, "fg", "color");
        Add(IsInverse ? Foreground : Background, IsInverse && Foreground == 0 ? "inverse-bg" : null, "bg", "background-color");
        Mark(IsBold, "bold");
        Mark(IsItalic, "italic");
        Mark(IsUnderlined, "underline");
        return $"<span{(classes.Length > 0 ? $" class=\"{classes.ToString().TrimEnd()}\"" : "")}{(css.Length > 0 ? $" style=\"{css}\"" : "")}>";

        void Add(int color, string? instead, string name, string property)
        {
            if (color >= Rgb)
            {
                css.Append(property).Append(':').Append('#').Append((color & 0xffffff).ToString("x6", CultureInfo.InvariantCulture)).Append(';');
            }
            else if (color > 0 || instead is not null)
            {
                Mark(true, instead ?? FormattableString.Invariant($"{name}-{color - 1}"));
            }
        }

        void Mark(bool isSet, string name) => classes.Append(isSet ? $"ansi-{name} " : "");
    }

    private static int Extended(int[] codes, ref int at)
    {
        var mode = at + 1 < codes.Length ? codes[at + 1] : 0;
        if (mode == 5 && at + 2 < codes.Length)
        {
            at += 2;
            return Indexed(Math.Clamp(codes[at], 0, 255));
        }

        if (mode == 2 && at + 4 < codes.Length)
        {
            at += 4;
            return Rgb | (Math.Clamp(codes[at - 2], 0, 255) << 16) | (Math.Clamp(codes[at - 1], 0, 255) << 8) | Math.Clamp(codes[at], 0, 255);
        }

        at = codes.Length;
        return 0;
    }

    private static int Indexed(int index)
    {
        if (index < 16)
        {
            return index + 1;
        }

        if (index >= 232)
        {
            var grey = 8 + (10 * (index - 232));
            return Rgb | (grey << 16) | (grey << 8) | grey;
        }

        var cube = index - 16;
        return Rgb | (Level(cube / 36) << 16) | (Level(cube / 6 % 6) << 8) | Level(cube % 6);
    }

    private static int Level(int step) => step == 0 ? 0 : 55 + (40 * step);
}
