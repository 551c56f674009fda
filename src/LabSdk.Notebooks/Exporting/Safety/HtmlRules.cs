namespace LabSdk.Notebooks;

/// <summary>The elements and attributes that are taken over; everything else is not.</summary>
internal static class HtmlRules
{
    public static readonly HashSet<string> Void = Set("br hr img input wbr col");

    // Small letters to the spelling that browsers expect inside SVG.
    private static readonly Dictionary<string, string> Elements = Spelled(
        """
        a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption
        figure footer h1 h2 h3 h4 h5 h6 header hr i img input ins kbd li mark meter nav ol p pre progress q rp rt ruby s samp section
        small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr
        svg g path rect circle ellipse line polyline polygon text tspan textPath defs symbol use image clipPath mask pattern marker
        linearGradient radialGradient stop title desc
        """);

    private static readonly Dictionary<string, string> Attributes = Spelled(
        """
        class id title lang dir role alt width height align valign colspan rowspan scope span start type reversed value max min low high
        optimum open datetime cite border cellpadding cellspacing href src xlink:href checked disabled hidden headers tabindex
        x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy d points viewBox preserveAspectRatio transform fill stroke opacity version
        xmlns rotate textLength lengthAdjust patternUnits patternContentUnits patternTransform gradientUnits gradientTransform spreadMethod
        offset markerWidth markerHeight markerUnits refX refY orient clipPathUnits maskUnits maskContentUnits pathLength
        clip-path clip-rule mask fill-opacity fill-rule stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray
        stroke-dashoffset stroke-miterlimit marker-start marker-mid marker-end stop-color stop-opacity font-family font-size font-weight
        font-style font-variant letter-spacing word-spacing text-anchor text-decoration dominant-baseline alignment-baseline
        baseline-shift visibility display color overflow paint-order shape-rendering text-rendering image-rendering vector-effect
        writing-mode pointer-events focusable
        """);

    /// <summary>The spelling of an allowed element; null when it is not allowed.</summary>
    public static string? Element(string name) => Elements.GetValueOrDefault(name);

    /// <summary>The spelling of an allowed attribute; null when it is not allowed.</summary>
    public static string? Attribute(string name) =>
        Attributes.GetValueOrDefault(name) ?? (name.StartsWith("aria-", StringComparison.Ordinal) && name.AsSpan(5).IndexOfAnyExceptInRange('a', 'z') < 0 ? name : null);

    private static HashSet<string> Set(string words) => [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    private static Dictionary<string, string> Spelled(string words) => Set(words).ToDictionary(word => word.ToLowerInvariant(), word => word, StringComparer.Ordinal);
}
