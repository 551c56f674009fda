using System.Text;
using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>
/// The security state of a memory device, and its passphrases. Changing anything needs <see cref="CxlPermissions.AllowSecurity"/>;
/// wrong passphrases count towards a lock-out. Shows itself as a panel.
/// </summary>
public sealed class CxlSecurity : CxlView
{
    private const int PassphraseSize = 32;

    internal CxlSecurity(CxlDevice device, CxlSecurityState state)
        : base(device) => State = state;

    /// <summary>The state.</summary>
    public CxlSecurityState State { get; }

    /// <summary>True while the device gives out no data.</summary>
    public bool IsLocked => State.HasFlag(CxlSecurityState.Locked);

    /// <summary>True while nothing of this can be changed; a reset ends it.</summary>
    public bool IsFrozen => State.HasFlag(CxlSecurityState.Frozen);

    /// <summary>Sets or changes a passphrase. The device is locked by the next power-off from then on. Blocks.</summary>
    /// <param name="newPassphrase">At most 32 bytes as UTF-8.</param>
    /// <param name="current">The one that is set; null when none is.</param>
    /// <param name="type">The user's or the master. Default the user's.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The state then.</returns>
    /// <exception cref="CxlConfirmationException">Security commands are not permitted; nothing was sent.</exception>
    /// <exception cref="CxlDeviceException">The device refused, for example a wrong passphrase.</exception>
    public CxlSecurity SetPassphrase(Secret newPassphrase, Secret? current = null, CxlPassphraseType type = CxlPassphraseType.User, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(newPassphrase);
        return With([Bytes(current), Bytes(newPassphrase)], "Setting a passphrase", CxlCommands.MemdevSetPassphrase, (client, secrets, token) => client.Memory.SetPassphraseAsync(
            new MemdevSetPassphraseRequest { PassphraseType = type, CurrentPassphrase = secrets[0], NewPassphrase = secrets[1] }, token), cancellationToken);
    }

    /// <summary>Removes a passphrase. Blocks.</summary>
    /// <param name="current">The one that is set.</param>
    /// <param name="type">The user's or the master. Default the user's.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <inheritdoc cref="SetPassphrase" path="/returns"/>
    /// <inheritdoc cref="SetPassphrase" path="/exception"/>
    public CxlSecurity DisablePassphrase(Secret current, CxlPassphraseType type = CxlPassphraseType.User, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(current);
        return With([Bytes(current)], "Removing a passphrase", CxlCommands.MemdevDisablePassphrase, (client, secrets, token) => client.Memory.DisablePassphraseAsync(
            new MemdevDisablePassphraseRequest { PassphraseType = type, Passphrase = secrets[0] }, token), cancellationToken);
    }

    /// <summary>Unlocks the device with the user's passphrase. Blocks.</summary>
    /// <param name="passphrase">The user's passphrase.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <inheritdoc cref="SetPassphrase" path="/returns"/>
    /// <inheritdoc cref="SetPassphrase" path="/exception"/>
    public CxlSecurity Unlock(Secret passphrase, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        return With([Bytes(passphrase)], "Unlocking", CxlCommands.MemdevUnlock, (client, secrets, token) => client.Memory.UnlockAsync(new MemdevUnlockRequest { CurrentPassphrase = secrets[0] }, token), cancellationToken);
    }

    /// <summary>Keeps everything of this as it is until the next reset. Blocks.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <inheritdoc cref="SetPassphrase" path="/returns"/>
    /// <inheritdoc cref="SetPassphrase" path="/exception"/>
    public CxlSecurity Freeze(CancellationToken cancellationToken = default) =>
        With([], "Freezing the security state", CxlCommands.MemdevFreezeSecurityState, static (client, _, token) => client.Memory.FreezeSecurityStateAsync(token), cancellationToken);

    /// <summary>Makes all persistent data unreadable and removes the user's passphrase. Destroys data. Blocks.</summary>
    /// <param name="passphrase">The passphrase of the given type.</param>
    /// <param name="confirmation">Names the device: <c>Confirm.Serial("...")</c>.</param>
    /// <param name="type">The user's or the master. Default the user's.</param>
    /// <param name="cancellationToken">Ends the call; the command may be carried out all the same.</param>
    /// <inheritdoc cref="SetPassphrase" path="/returns"/>
    /// <exception cref="CxlConfirmationException">The confirmation names another device; nothing was sent.</exception>
    /// <exception cref="CxlDeviceException">The device refused, for example a wrong passphrase.</exception>
    public CxlSecurity SecureErase(Secret passphrase, CxlConfirmation confirmation, CxlPassphraseType type = CxlPassphraseType.User, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        return With([Bytes(passphrase)], "Erasing with the passphrase", CxlCommands.MemdevPassphraseSecureErase, (client, secrets, token) => client.Memory.PassphraseSecureEraseAsync(
            new MemdevPassphraseSecureEraseRequest { PassphraseType = type, Passphrase = secrets[0] }, confirmation, token), cancellationToken);
    }

    internal override Block View() => CxlSecurityView.Of(this);

    // The device compares all 32 bytes; a shorter text is filled up with zeros.
    private static byte[] Bytes(Secret? secret)
    {
        var bytes = new byte[PassphraseSize];
        if (secret is null)
        {
            return bytes;
        }

        var text = secret.Reveal();
        if (Encoding.UTF8.GetByteCount(text) > PassphraseSize)
        {
            throw new ArgumentException($"A passphrase has at most {PassphraseSize} bytes as UTF-8.");
        }

        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    private CxlSecurity With(byte[][] secrets, string what, CxlCommand command, Func<CxlEndpoint, byte[][], CancellationToken, ValueTask> tell, CancellationToken cancellationToken)
    {
        try
        {
            Device.Tell(what, "passphrases", command, (client, token) => tell(client, secrets, token), cancellationToken);
        }
        finally
        {
            foreach (var secret in secrets)
            {
                Array.Clear(secret);
            }
        }

        return Device.Security;
    }
}
