namespace LabSdk.Cxl.Bus;

/// <summary>A D-Bus service that lists MCTP endpoints.</summary>
/// <param name="Name">Its well-known name.</param>
/// <param name="ObjectManager">The path of its object manager.</param>
internal sealed record MctpService(string Name, string ObjectManager)
{
    /// <summary>The services that exist: of Code Construct's mctpd, and of OpenBMC.</summary>
    public static IReadOnlyList<MctpService> Known { get; } =
    [
        new("au.com.codeconstruct.MCTP1", "/au/com/codeconstruct/mctp1"),
        new("xyz.openbmc_project.MCTP", "/xyz/openbmc_project/mctp"),
    ];
}
