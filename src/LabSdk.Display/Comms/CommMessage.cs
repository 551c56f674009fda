using System.Text.Json.Nodes;

namespace LabSdk.Display.Comms;

/// <summary>A message of a front end.</summary>
/// <param name="Data">The data; hostile until checked.</param>
/// <param name="Metadata">The metadata of the message.</param>
/// <param name="Buffers">Binary parts; empty for the controls of LabSdk.</param>
public sealed record CommMessage(JsonObject Data, JsonObject Metadata, IReadOnlyList<ReadOnlyMemory<byte>> Buffers);
