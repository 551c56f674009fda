using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Writing;

/// <summary>Definitions of parameters and events, as configurations carry them.</summary>
internal static class Definitions
{
    /// <summary>Nanoseconds between samples of a rate.</summary>
    public static ulong Interval(double hz) => (ulong)Math.Round(OdpTime.Second / hz);

    /// <summary>The parts of <c>Name:Application</c>; a name without a colon belongs to the application that is given.</summary>
    public static (string Name, string Application) Split(string identifier, string application)
    {
        var colon = identifier.LastIndexOf(':');
        return colon > 0 && colon < identifier.Length - 1 ? (identifier[..colon], identifier[(colon + 1)..]) : (identifier, application);
    }

    public static ParameterDefinition Of(OdpSignal signal, SampleKind kind, string application)
    {
        var (name, owner) = Split(signal.Identifier, application);
        var definition = new ParameterDefinition
        {
            Identifier = signal.Identifier,
            Name = signal.Name.Length > 0 ? signal.Name : name,
            ApplicationName = signal.Application.Length > 0 ? signal.Application : owner,
            Description = signal.Description,
            Units = signal.Units,
            DataType = TypeOf(kind),
            FormatString = signal.Format.Length > 0 ? signal.Format : FormatOf(kind),
            MinValue = signal.Min,
            MaxValue = signal.Max,
            WarningMinValue = signal.WarningMin,
            WarningMaxValue = signal.WarningMax,
            IncludesRowData = signal.HasRows,
            IncludesSynchroData = signal.HasSynchro,
            Frequencies = { signal.Frequencies },
            Groups = { signal.Groups },
        };
        if (signal.Texts.Count > 0)
        {
            definition.Conversion = new TextConversionDefinition
            {
                ConversionIdentifier = signal.Identifier,
                InputValues = { signal.Texts.Keys },
                StringValues = { signal.Texts.Values },
                Default = signal.DefaultText ?? "",
            };
        }

        return definition;
    }

    public static EventDefinition Of(string identifier, string description, OdpEventPriority priority, IReadOnlyList<string> units, uint number, string application)
    {
        var (name, owner) = Split(identifier, application);
        return new EventDefinition
        {
            Identifier = identifier,
            Name = name,
            DefinitionId = number,
            ApplicationName = owner,
            Description = description,
            Priority = (EventPriority)priority,
            DataTypes = { units.Select(_ => DataType.Float64) },
            FormatStrings = { units.Select(_ => FormatOf(SampleKind.Double)) },
            Units = { units },
        };
    }

    /// <summary>Adds the way in which samples come; true when that is new.</summary>
    public static bool Announce(ParameterDefinition definition, SampleLayout layout, ulong interval)
    {
        switch (layout)
        {
            case SampleLayout.Row when !definition.IncludesRowData:
                return definition.IncludesRowData = true;
            case SampleLayout.Synchro when !definition.IncludesSynchroData:
                return definition.IncludesSynchroData = true;
            case SampleLayout.Periodic when interval > 0 && !definition.Frequencies.Any(hz => hz > 0 && Interval(hz) == interval):
                definition.Frequencies.Add((double)OdpTime.Second / interval);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The one group of a configuration: its application, and below it the groups that its definitions name.</summary>
    public static GroupDefinition Group(string application, IEnumerable<string> inner)
    {
        var group = new GroupDefinition { Identifier = application, Name = application, ApplicationName = application };
        foreach (var name in inner.Distinct(StringComparer.Ordinal))
        {
            group.Groups.Add(new GroupDefinition { Identifier = name, Name = name, ApplicationName = application });
        }

        return group;
    }

    private static DataType TypeOf(SampleKind kind) => kind switch
    {
        SampleKind.Int32 => DataType.Sint32,
        SampleKind.Bool => DataType.Uint8,
        SampleKind.String => DataType.String,
        _ => DataType.Float64,
    };

    private static string FormatOf(SampleKind kind) => kind switch
    {
        SampleKind.Int32 or SampleKind.Bool => "%d",
        SampleKind.String => "%s",
        _ => "%5.2f",
    };
}
