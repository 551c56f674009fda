using System.Text;
using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Firmware slots and the transfer of packages: 0200h to 0202h.</summary>
internal sealed class FirmwareArea(FirmwareSlots slots, BackgroundSlot background, TimeProvider time) : ICciArea
{
    private const int Unit = 128, RevisionSize = 16;
    private const byte Full = 0, Initiate = 1, Continue = 2, End = 3, Abort = 4;
    private const byte Online = 0, OnNextReset = 1, OnlineActivation = 1;

    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(30), FullTime = TimeSpan.FromSeconds(10), PartTime = TimeSpan.FromSeconds(2);

    private Transfer? _transfer;

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.GetFwInfo, _ => Information());
        commands.Add(CxlCommands.TransferFw, TransferPart, CciRule.Variable | CciRule.Media);
        commands.Add(CxlCommands.ActivateFw, Activate, CciRule.Media);
    }

    /// <summary>Forgets a transfer that is under way.</summary>
    public void Reset() => _transfer = null;

    private CciResult Information()
    {
        var answer = new CciWriter().U8(slots.Count).U8(slots.Active | (slots.Staged << 3)).U8(OnlineActivation).Pad(13);
        for (var slot = 1; slot <= FirmwareSlots.Most; slot++)
        {
            answer.Ascii(slots.Revision(slot), RevisionSize);
        }

        return answer;
    }

    private CciResult TransferPart(CciCall call)
    {
        var input = call.Read();
        var (action, slot) = (input.U8(), input.U8());
        input.Skip(2);
        var offset = input.U32();
        input.Skip(Unit - 8);
        var data = input.Rest();
        if (action == Abort)
        {
            _transfer = null;
            return CxlReturnCode.Success;
        }

        if (data.Length % Unit != 0 || action > Abort)
        {
            return CxlReturnCode.InvalidInput;
        }

        if (Refuse(action, slot, (offset, (uint)(data.Length / Unit))) is not CxlReturnCode.Success and var refusal)
        {
            return refusal;
        }

        var transfer = action is Full or Initiate ? new Transfer(Revision(data)) : _transfer!;
        (transfer.Offset, transfer.Units) = (offset, (uint)(data.Length / Unit));
        transfer.LastPart = time.GetTimestamp();
        _transfer = action == Full ? null : transfer;
        return background.Start(new BackgroundWork(call.Opcode, action == Full ? FullTime : PartTime, () => Complete(transfer, action, slot))
        {
            IsAbortable = true,
            Fail = _ => _transfer = null,
        });
    }

    private CxlReturnCode Refuse(byte action, byte slot, (uint Offset, uint Units) part)
    {
        if (action is Full or Initiate)
        {
            if (_transfer is not null && time.GetElapsedTime(_transfer.LastPart) <= LongestGap)
            {
                return CxlReturnCode.FirmwareTransferInProgress;
            }

            return action == Full ? CheckSlot(slot) : part.Offset == 0 ? CxlReturnCode.Success : CxlReturnCode.InvalidInput;
        }

        if (_transfer is not { } transfer)
        {
            return CxlReturnCode.FirmwareTransferOutOfOrder;
        }

        if (time.GetElapsedTime(transfer.LastPart) > LongestGap)
        {
            _transfer = null;
            return CxlReturnCode.FirmwareTransferOutOfOrder;
        }

        // The same part again is the host that has not got our answer.
        var isRepeat = part == (transfer.Offset, transfer.Units);
        return !isRepeat && part.Offset != transfer.Offset + transfer.Units ? CxlReturnCode.FirmwareTransferOutOfOrder
            : action == End ? CheckSlot(slot)
            : CxlReturnCode.Success;
    }

    private CxlReturnCode Complete(Transfer transfer, byte action, byte slot)
    {
        transfer.LastPart = time.GetTimestamp();
        if (action is Full or End)
        {
            slots.Store(slot, transfer.Revision);
            _transfer = null;
        }

        return CxlReturnCode.Success;
    }

    private CciResult Activate(CciCall call)
    {
        var (action, slot) = (call.Payload.Span[0], call.Payload.Span[1]);
        if (action is not (Online or OnNextReset))
        {
            return CxlReturnCode.InvalidInput;
        }

        if (CheckSlot(slot) is not CxlReturnCode.Success and var refusal)
        {
            return refusal;
        }

        if (slots.Revision(slot).Length == 0)
        {
            return CxlReturnCode.InvalidSlot;
        }

        if (action == Online)
        {
            slots.Activate(slot);
        }
        else
        {
            slots.Staged = slot;
        }

        return CxlReturnCode.Success;
    }

    private CxlReturnCode CheckSlot(byte slot) => slot == 0 || slot > slots.Count || slot == slots.Active ? CxlReturnCode.InvalidSlot : CxlReturnCode.Success;

    /// <summary>The text at the beginning of a package names its revision; other packages have none.</summary>
    private static string Revision(ReadOnlySpan<byte> package)
    {
        var text = package[..Math.Min(RevisionSize, package.Length)];
        var end = text.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E);
        text = end < 0 ? text : text[..end];
        return text.Length > 0 ? Encoding.ASCII.GetString(text).TrimEnd() : "UNNAMED";
    }

    private sealed class Transfer(string revision)
    {
        public string Revision => revision.Length > 0 ? revision : "UNNAMED";

        public uint Offset { get; set; }

        public uint Units { get; set; }

        public long LastPart { get; set; }
    }
}
