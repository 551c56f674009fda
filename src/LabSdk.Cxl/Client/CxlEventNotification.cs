namespace LabSdk.Cxl;

/// <summary>A component says that its event logs have new records, or that a background operation has ended.</summary>
/// <param name="Network">The MCTP network of the component.</param>
/// <param name="EndpointId">Its endpoint id.</param>
/// <param name="Kinds">What happened.</param>
/// <param name="Received">When it came.</param>
public readonly record struct CxlEventNotification(uint Network, byte EndpointId, CxlEventKinds Kinds, DateTimeOffset Received);
