namespace LabSdk.Simulation.Cxl;

/// <summary>A request payload is shorter than its own counts say; answered with Invalid Payload Length, never seen outside.</summary>
internal sealed class CciPayloadException : Exception;
