namespace LabSdk.Odp;

/// <summary>Definitions of parameters, events and groups; put together when it came in parts.</summary>
/// <param name="ConfigId">Unique id of the configuration.</param>
/// <param name="Signals">The parameters.</param>
/// <param name="Events">The events.</param>
/// <param name="Groups">The groups; the platform's recorder takes exactly one in a packet.</param>
public sealed record OdpConfiguration(
    string ConfigId, IReadOnlyList<OdpSignal> Signals, IReadOnlyList<OdpEventDefinition> Events, IReadOnlyList<OdpGroup> Groups) : IOdpData;

/// <summary>What a configuration says about an event.</summary>
/// <param name="Identifier"><c>Name:Application</c>.</param>
/// <param name="Name">Short name.</param>
/// <param name="Id">Numeric id.</param>
/// <param name="Application">The application that owns it.</param>
/// <param name="Description">Text.</param>
/// <param name="Priority">1 critical, 2 high, 3 medium, 4 low, 5 debug, 0 not given; other numbers as they came.</param>
/// <param name="Groups">Groups that it appears in.</param>
/// <param name="Units">The unit of each value.</param>
/// <param name="Formats">How each value is written, in the manner of printf.</param>
public sealed record OdpEventDefinition(
    string Identifier, string Name, uint Id, string Application, string Description, int Priority,
    IReadOnlyList<string> Groups, IReadOnlyList<string> Units, IReadOnlyList<string> Formats);

/// <summary>A group of parameters.</summary>
/// <param name="Identifier">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Application">The application that owns it.</param>
/// <param name="Description">Text.</param>
/// <param name="Groups">Groups inside it.</param>
public sealed record OdpGroup(string Identifier, string Name, string Application, string Description, IReadOnlyList<OdpGroup> Groups);
