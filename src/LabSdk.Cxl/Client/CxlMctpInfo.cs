namespace LabSdk.Cxl;

/// <summary>An MCTP endpoint that a service of this computer knows.</summary>
/// <param name="Network">The MCTP network.</param>
/// <param name="EndpointId">The endpoint id.</param>
/// <param name="MessageTypes">The MCTP message types that it takes.</param>
/// <param name="Service">The D-Bus service that lists it.</param>
/// <param name="Path">Its D-Bus object.</param>
public sealed record CxlMctpInfo(uint Network, byte EndpointId, IReadOnlyList<byte> MessageTypes, string Service, string Path)
{
    /// <summary>True when it takes CXL component commands (type 8), and so can be opened.</summary>
    public bool IsCxl => MessageTypes.Contains((byte)CxlMessageType.Component);

    /// <summary>True when it says that it takes fabric manager commands (type 7).</summary>
    public bool HasFabricManager => MessageTypes.Contains((byte)CxlMessageType.FabricManager);

    /// <summary>Returns for example <c>mctp 11/28</c>: the name that its endpoint will have.</summary>
    public override string ToString() => Linux.MctpSocketChannel.NameOf(Network, EndpointId);
}
