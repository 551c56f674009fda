namespace LabSdk.Simulation.Fleet;

/// <summary>The four public modules.</summary>
internal static class PublicModules
{
    public static IReadOnlyList<IGatewayModule> All(bool isPushing) => [new MissionGatewayModule(), new IoGatewayModule(), new TransparentGatewayModule(isPushing), new ExampleGatewayModule()];
}
