using LabSdk.Kernel.Session.Comms;
using LabSdk.Kernel.Session.Requests;

namespace LabSdk.Kernel.Session.Output;

/// <summary>What the output of every cell uses.</summary>
/// <param name="Channel">Where it is published.</param>
/// <param name="Pump">Who carries it there.</param>
/// <param name="Comms">The conversations with front ends.</param>
/// <param name="Input">Questions to the user.</param>
internal sealed record OutputServices(OutputChannel Channel, OutputPump Pump, CommManager Comms, InputRequests Input);
