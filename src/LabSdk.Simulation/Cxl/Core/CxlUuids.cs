namespace LabSdk.Simulation.Cxl;

/// <summary>Identifiers of logs, features and event records that simulated components have (CXL 3.1, section 8.2.9).</summary>
internal static class CxlUuids
{
    public static Guid CommandEffectsLog { get; } = new("0da9c0b5-bf41-4b78-8f79-96b1623b3f17");

    public static Guid VendorDebugLog { get; } = new("5e1819d9-11a9-400c-811f-d60719403d86");

    public static Guid ComponentStateDumpLog { get; } = new("b3fab4cf-01b6-4332-943e-5e9962f23567");

    public static Guid PatrolScrub { get; } = new("96dad7d6-fde8-482b-a733-75774e06db8a");

    public static Guid ErrorCheckScrub { get; } = new("e5b13f22-2328-4a14-b8ba-b9691e893386");

    /// <summary>A feature of the simulator's own: 16 bytes that are what was set.</summary>
    public static Guid VendorFeature { get; } = new("51b0d3e6-1f3c-4d4e-9a4b-5a1d00000001");

    public static Guid GeneralMediaEvent { get; } = new("fbcd0a77-c260-417f-85a9-088b1621eba6");

    public static Guid DramEvent { get; } = new("601dcbb3-9c06-4eab-b8af-4e9bfb5c9624");

    public static Guid MemoryModuleEvent { get; } = new("fe927475-dd59-4339-a586-79bab113b774");

    public static Guid PhysicalSwitchEvent { get; } = new("77cf9271-9c02-470b-9fe4-bc7b75f2da97");

    public static Guid VirtualSwitchEvent { get; } = new("40d26425-3396-4c4d-a5da-3d47263af425");

    public static Guid MldPortEvent { get; } = new("8dc44363-0c96-4710-b7bf-04bb99534c3f");

    public static Guid DynamicCapacityEvent { get; } = new("ca95afa7-f183-4018-8c2f-95268e101a2a");
}
