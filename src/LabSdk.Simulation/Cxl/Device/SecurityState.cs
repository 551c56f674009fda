using System.Security.Cryptography;
using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Passphrases of a device, wrong guesses, and what follows from them.</summary>
internal sealed class SecurityState(int mostAttempts)
{
    public const byte Master = 0, User = 1;
    public const int PassphraseSize = 32;

    private const uint UserSet = 1, MasterSet = 2, Locked = 4, Frozen = 8, UserAttemptsReached = 16, MasterAttemptsReached = 32;

    private readonly byte[]?[] _passphrases = new byte[2][];
    private readonly int[] _failures = new int[2];

    public bool IsLocked { get; private set; }

    public bool IsFrozen { get; private set; }

    public uint Flags => (Has(User) ? UserSet : 0) | (Has(Master) ? MasterSet : 0) | (IsLocked ? Locked : 0) | (IsFrozen ? Frozen : 0)
        | (IsExhausted(User) ? UserAttemptsReached : 0) | (IsExhausted(Master) ? MasterAttemptsReached : 0);

    public bool Has(byte type) => _passphrases[type] is not null;

    public bool IsExhausted(byte type) => _failures[type] >= mostAttempts;

    /// <summary>Compares a passphrase; a wrong one counts.</summary>
    public CxlReturnCode Check(byte type, ReadOnlySpan<byte> passphrase)
    {
        if (!Has(type) || IsExhausted(type))
        {
            return CxlReturnCode.InvalidSecurityState;
        }

        if (!CryptographicOperations.FixedTimeEquals(passphrase, _passphrases[type]))
        {
            _failures[type]++;
            return CxlReturnCode.IncorrectPassphrase;
        }

        _failures[type] = 0;
        return CxlReturnCode.Success;
    }

    public void Set(byte type, ReadOnlySpan<byte> passphrase) => _passphrases[type] = passphrase.ToArray();

    public void Disable(byte type)
    {
        _passphrases[type] = null;
        IsLocked = IsLocked && type != User;
    }

    public void Unlock() => IsLocked = false;

    public void Freeze() => IsFrozen = true;

    /// <summary>A reset locks a device with a user passphrase and ends freezing; guesses are counted anew.</summary>
    public void Reset()
    {
        (IsLocked, IsFrozen) = (Has(User), false);
        Array.Clear(_failures);
    }
}
