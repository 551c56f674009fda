using System.Text;

namespace LabSdk.Display;

/// <summary>
/// The colours of every output, light and dark. Text and background follow the host (VS Code, JupyterLab) where it
/// publishes its theme; the classic Notebook is always light; elsewhere they follow the system. The light value is also written into SVG attributes, so that a
/// figure still reads well where a host strips style sheets.
/// </summary>
internal static class Theme
{
    /// <summary>Series colours: colour-blind safe (after Okabe and Ito), darkened or lightened to keep contrast on each background.</summary>
    public static readonly string[] Series =
        ["#0072b2", "#d55e00", "#008f68", "#b5559a", "#a87700", "#3d7fc4", "#7a5195", "#5c5c5c"];

    private static readonly string[] SeriesDark =
        ["#4ba8e8", "#ff8a3d", "#2fc79a", "#e695c4", "#e8b93a", "#8ecbff", "#b793e0", "#b0b0b0"];

    private static readonly (string Name, string Light, string Dark, string? Host)[] Colours =
    [
        ("fg", "#1f2328", "#e4e7eb", "--vscode-foreground,var(--jp-content-font-color1"),
        ("bg", "#ffffff", "#1c2026", "--vscode-editor-background,var(--jp-layout-color0"),
        ("muted", "#5d6673", "#9aa4b1", null),
        ("line", "#d5dae0", "#3a424d", null),
        ("soft", "#f4f6f8", "#252b33", null),
        ("hover", "#eaf2fb", "#2a3644", null),
        ("accent", "#0b63b5", "#5fb0f5", null),
        ("ok", "#17743a", "#4cc27a", null),
        ("warn", "#8a5a00", "#e0aa3c", null),
        ("fault", "#b8212b", "#ff7b75", null),
        ("unknown", "#5d6673", "#9aa4b1", null),
        ("grid", "#e6e9ed", "#323943", null),
        ("axis", "#6b7480", "#8b95a2", null),
        ("nan", "#dfe3e8", "#3b424c", null),
    ];

    /// <summary>The light value of a colour.</summary>
    public static string Light(string name) => Array.Find(Colours, c => c.Name == name).Light;

    /// <summary>The rules that define the colour variables.</summary>
    public static string Css()
    {
        var light = Variables(dark: false);
        var dark = Variables(dark: true);
        return $".lab-out{{{light}}}"
            + $"@media(prefers-color-scheme:dark){{.lab-out:not(.vscode-light *,[data-jp-theme-light=true] *,.notebook_app *){{{dark}}}}}"
            + $".lab-out:is(.vscode-dark *,.vscode-high-contrast:not(.vscode-high-contrast-light) *,[data-jp-theme-light=false] *){{{dark}}}";
    }

    private static string Variables(bool dark)
    {
        var css = new StringBuilder();
        foreach (var (name, light, darkValue, host) in Colours)
        {
            var value = dark ? darkValue : light;
            css.Append("--lab-").Append(name).Append(':');
            css.Append(host is null ? value : $"var({host},{value}))").Append(';');
        }

        var series = dark ? SeriesDark : Series;
        for (var i = 0; i < series.Length; i++)
        {
            css.Append("--lab-s").Append((char)('0' + i)).Append(':').Append(series[i]).Append(';');
        }

        return css.ToString();
    }
}
