namespace LabSdk.Notebooks.Language;

/// <summary>Units, wherever a parameter is called <c>unit</c>.</summary>
internal sealed class UnitCompletion : IStringCompletion
{
    private static readonly CompletionItem[] Units =
    [
        .. new (string Unit, string Name)[]
        {
            ("m", "metre"), ("mm", "millimetre"), ("µm", "micrometre"), ("nm", "nanometre"), ("deg", "degree"), ("rad", "radian"),
            ("mrad", "milliradian"), ("s", "second"), ("ms", "millisecond"), ("µs", "microsecond"), ("ns", "nanosecond"),
            ("Hz", "hertz"), ("kHz", "kilohertz"), ("MHz", "megahertz"), ("GHz", "gigahertz"), ("V", "volt"), ("mV", "millivolt"),
            ("A", "ampere"), ("mA", "milliampere"), ("µA", "microampere"), ("W", "watt"), ("mW", "milliwatt"), ("µW", "microwatt"),
            ("J", "joule"), ("mJ", "millijoule"), ("K", "kelvin"), ("°C", "degree Celsius"), ("Pa", "pascal"), ("mbar", "millibar"),
            ("%", "percent"), ("dB", "decibel"), ("dBm", "decibel-milliwatt"), ("counts", "counts"), ("px", "pixel"), ("T", "tesla"),
            ("Ω", "ohm"), ("N", "newton"), ("kg", "kilogram"), ("g", "gram"), ("mm/s", "millimetre per second"),
        }.Select(item => new CompletionItem(item.Unit, "unit", item.Name)),
    ];

    public IEnumerable<CompletionItem> Propose(StringPlace place) =>
        place.Parameter.Equals("unit", StringComparison.OrdinalIgnoreCase) || place.Parameter.EndsWith("Unit", StringComparison.Ordinal) ? Units : [];
}
