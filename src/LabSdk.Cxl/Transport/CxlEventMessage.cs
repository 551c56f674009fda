namespace LabSdk.Cxl;

/// <summary>A message that a component sent without being asked.</summary>
/// <param name="Network">The MCTP network of the sender.</param>
/// <param name="EndpointId">Its endpoint id.</param>
/// <param name="Tag">The MCTP tag, which an answer must carry.</param>
/// <param name="Content">CCI header and payload.</param>
public readonly record struct CxlEventMessage(uint Network, byte EndpointId, byte Tag, ReadOnlyMemory<byte> Content);
