using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp;

/// <summary>What a configuration says about a parameter. Texts may be empty, numbers 0 when the writer said nothing.</summary>
/// <param name="Identifier"><c>Name:Application</c>, such as <c>vCar:Chassis</c>.</param>
/// <param name="Name">Short name.</param>
/// <param name="Application">The application that owns it.</param>
/// <param name="Description">Text.</param>
/// <param name="Units">Unit of the values.</param>
/// <param name="Min">Expected minimum.</param>
/// <param name="Max">Expected maximum.</param>
public sealed record OdpSignal(string Identifier, string Name, string Application, string Description, string Units, double Min, double Max)
{
    /// <summary>How a value is written, in the manner of printf: <c>%5.2f</c>.</summary>
    public string Format { get; init; } = "";

    /// <summary>Lower warning threshold.</summary>
    public double WarningMin { get; init; }

    /// <summary>Upper warning threshold.</summary>
    public double WarningMax { get; init; }

    /// <summary>Rates at which periodic samples may come, in Hz.</summary>
    public IReadOnlyList<double> Frequencies { get; init; } = [];

    /// <summary>Rows may come.</summary>
    public bool HasRows { get; init; }

    /// <summary>Samples with irregular intervals may come.</summary>
    public bool HasSynchro { get; init; }

    /// <summary>Groups that it appears in.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Texts that stand for values; empty when there are none.</summary>
    public IReadOnlyDictionary<double, string> Texts { get; init; } = new Dictionary<double, string>();

    /// <summary>The text for all other values; null when there are no texts.</summary>
    public string? DefaultText { get; init; }

    /// <summary>A parameter of which only the identifier is known.</summary>
    internal static OdpSignal Named(string identifier)
    {
        var colon = identifier.LastIndexOf(':');
        return colon < 0 ? new OdpSignal(identifier, identifier, "", "", "", 0, 0) : new OdpSignal(identifier, identifier[..colon], identifier[(colon + 1)..], "", "", 0, 0);
    }

    internal static OdpSignal Of(ParameterDefinition definition) => new(
        definition.Identifier, definition.Name, definition.ApplicationName, definition.Description, definition.Units, definition.MinValue, definition.MaxValue)
    {
        Format = definition.FormatString,
        WarningMin = definition.WarningMinValue,
        WarningMax = definition.WarningMaxValue,
        Frequencies = [.. definition.Frequencies],
        HasRows = definition.IncludesRowData,
        HasSynchro = definition.IncludesSynchroData,
        Groups = [.. definition.Groups],
        Texts = TextsOf(definition.Conversion),
        DefaultText = definition.Conversion?.Default,
    };

    // Of values that come twice the last counts; values without a text are left out.
    private static Dictionary<double, string> TextsOf(TextConversionDefinition? conversion)
    {
        var texts = new Dictionary<double, string>();
        foreach (var (value, text) in (conversion?.InputValues ?? []).Zip(conversion?.StringValues ?? []))
        {
            texts[value] = text;
        }

        return texts;
    }
}
