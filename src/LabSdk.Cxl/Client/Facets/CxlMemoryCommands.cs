namespace LabSdk.Cxl;

/// <summary>The commands of memory devices, one method each. Larger tasks, such as whole logs and firmware updates, are methods of the endpoint.</summary>
public sealed partial class CxlMemoryCommands
{
    private readonly CxlEndpoint _endpoint;

    internal CxlMemoryCommands(CxlEndpoint endpoint) => _endpoint = endpoint;
}
