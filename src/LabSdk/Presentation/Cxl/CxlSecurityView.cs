using LabSdk.Cxl;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>The security state of a memory device as a panel.</summary>
internal static class CxlSecurityView
{
    public static Block Of(CxlSecurity security)
    {
        var state = security.State;
        var rows = new StatusRows(
            Has(CxlSecurityState.UserPassphraseSet) ? new(State.Ok, "user passphrase", "set") : new(State.Unknown, "user passphrase", "not set: data can be read by everybody"),
            Has(CxlSecurityState.MasterPassphraseSet) ? new(State.Ok, "master passphrase", "set") : new(State.Unknown, "master passphrase", "not set"),
            Has(CxlSecurityState.Locked) ? new(State.Warn, "lock", "locked: unlock it to use its data") : new(State.Ok, "lock", "not locked"),
            Has(CxlSecurityState.Frozen) ? new(State.Warn, "frozen", "yes: nothing of this can be changed until a reset") : new(State.Ok, "frozen", "no"),
            Attempts("user attempts", CxlSecurityState.UserAttemptsReached),
            Attempts("master attempts", CxlSecurityState.MasterAttemptsReached));
        return new Card($"Security of {security.Device.Id}", rows)
        {
            State = rows.Worst == State.Unknown ? State.Ok : rows.Worst,
            StateWord = security.IsLocked ? "locked" : security.IsFrozen ? "frozen" : "open",
            Badges = DeviceCard.Badges(security.Device.Description.IsSimulated),
        };

        bool Has(CxlSecurityState bit) => (state & bit) != 0;
        StatusRow Attempts(string name, CxlSecurityState bit) => Has(bit)
            ? new(State.Fault, name, "used up: no passphrase is taken any more until a reset")
            : new(State.Ok, name, "left");
    }
}
