using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>
/// Carries out commands in the order of checks that device models have: known, length, one background operation at a time, then
/// what the areas refuse (media disabled, locked), then the command itself.
/// </summary>
internal sealed class CommandInterface(BackgroundSlot background, int payloadMaximum)
{
    private readonly List<Func<CciCommand, CxlReturnCode>> _guards = [];

    public CciCommandTable Commands { get; } = new();

    public BackgroundSlot Background => background;

    /// <summary>Adds a check; Success lets the command pass.</summary>
    public void Guard(Func<CciCommand, CxlReturnCode> guard) => _guards.Add(guard);

    public CciResult Run(CciCall call)
    {
        background.Advance();
        if (Commands.Find(call.Opcode, call.Link) is not { } command)
        {
            return CxlReturnCode.Unsupported;
        }

        if (!command.TakesSize(call.Payload.Length) || call.Payload.Length > payloadMaximum)
        {
            return CxlReturnCode.InvalidPayloadLength;
        }

        if (command.IsBackground && background.IsRunning)
        {
            return CxlReturnCode.Busy;
        }

        foreach (var guard in _guards)
        {
            if (guard(command) is not CxlReturnCode.Success and var refusal)
            {
                return refusal;
            }
        }

        try
        {
            var result = command.Run(call);

            // What does not fit through the way back cannot be asked for in one piece.
            return result.Payload.Length > call.MaximumResponse ? CxlReturnCode.InvalidInput : result;
        }
        catch (CciPayloadException)
        {
            return CxlReturnCode.InvalidPayloadLength;
        }
    }
}
