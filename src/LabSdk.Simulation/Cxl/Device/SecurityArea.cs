using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Passphrases and locking: 4500h to 4505h.</summary>
internal sealed class SecurityArea(SecurityState state, Media media) : ICciArea
{
    private const int TypeField = 32;

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.MemdevGetSecurityState, _ => new CciWriter().U32(state.Flags));
        commands.Add(CxlCommands.MemdevSetPassphrase, SetPassphrase);
        commands.Add(CxlCommands.MemdevDisablePassphrase, DisablePassphrase);
        commands.Add(CxlCommands.MemdevUnlock, Unlock);
        commands.Add(CxlCommands.MemdevFreezeSecurityState, _ => Freeze());
        commands.Add(CxlCommands.MemdevPassphraseSecureErase, SecureErase);
    }

    private CciResult SetPassphrase(CciCall call)
    {
        var input = call.Read();
        var type = Type(ref input);
        var current = input.Bytes(SecurityState.PassphraseSize);
        var wanted = input.Bytes(SecurityState.PassphraseSize);
        if (Refuse(type, mayBeLocked: false) is not CxlReturnCode.Success and var refusal)
        {
            return refusal;
        }

        // The first one needs no other.
        var code = state.Has(type) ? state.Check(type, current) : CxlReturnCode.Success;
        if (code == CxlReturnCode.Success)
        {
            state.Set(type, wanted);
        }

        return code;
    }

    private CciResult DisablePassphrase(CciCall call)
    {
        var input = call.Read();
        var type = Type(ref input);
        var passphrase = input.Bytes(SecurityState.PassphraseSize);
        var code = Refuse(type, mayBeLocked: false);
        code = code == CxlReturnCode.Success ? state.Check(type, passphrase) : code;
        if (code == CxlReturnCode.Success)
        {
            state.Disable(type);
        }

        return code;
    }

    private CciResult Unlock(CciCall call)
    {
        if (!state.IsLocked || state.IsFrozen)
        {
            return CxlReturnCode.InvalidSecurityState;
        }

        var code = state.Check(SecurityState.User, call.Payload.Span);
        if (code == CxlReturnCode.Success)
        {
            state.Unlock();
        }

        return code;
    }

    private CciResult Freeze()
    {
        state.Freeze();
        return CxlReturnCode.Success;
    }

    private CciResult SecureErase(CciCall call)
    {
        var input = call.Read();
        var type = Type(ref input);
        var passphrase = input.Bytes(SecurityState.PassphraseSize);
        var code = Refuse(type, mayBeLocked: true);
        code = code == CxlReturnCode.Success ? state.Check(type, passphrase) : code;
        if (code == CxlReturnCode.Success)
        {
            // Erasing is the way out for who has lost the user passphrase.
            media.Erase();
            state.Disable(SecurityState.User);
        }

        return code;
    }

    private CxlReturnCode Refuse(byte type, bool mayBeLocked) =>
        type > SecurityState.User ? CxlReturnCode.InvalidInput
            : state.IsFrozen || (state.IsLocked && !mayBeLocked) ? CxlReturnCode.InvalidSecurityState
            : CxlReturnCode.Success;

    private static byte Type(ref CciReader input)
    {
        var type = input.U8();
        input.Skip(TypeField - 1);
        return type;
    }
}
