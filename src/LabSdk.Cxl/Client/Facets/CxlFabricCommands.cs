namespace LabSdk.Cxl;

/// <summary>The commands of switches, logical and multi-headed devices, one method each. Larger tasks, such as whole logs and firmware updates, are methods of the endpoint.</summary>
public sealed partial class CxlFabricCommands
{
    private readonly CxlEndpoint _endpoint;

    internal CxlFabricCommands(CxlEndpoint endpoint) => _endpoint = endpoint;
}
