using System.Globalization;
using System.Text;
using LabSdk.Fleet.Wire;

namespace LabSdk.Fleet;

/// <summary>
/// What a device says it is. Module, type and role are its identity in the gateway; the name is not part of it. Texts are
/// compared as they are: two spellings of the same letter are two roles.
/// </summary>
public sealed record FleetDevice
{
    private const int SmallDeviceBytes = 128;

    /// <summary>Describes a device.</summary>
    /// <param name="module">The module's number, any; see <see cref="FleetModule"/>.</param>
    /// <param name="type">The type, whose meaning is up to the module.</param>
    /// <param name="role">The role: what the device is there for. May be empty.</param>
    /// <param name="name">The name for people. May be empty. Default empty.</param>
    /// <param name="priority">Who wins when two devices want the same identity: 0 beats 1. Default 0.</param>
    /// <exception cref="ArgumentNullException">Role or name is null.</exception>
    /// <exception cref="ArgumentException">Role or name has half of a surrogate pair, which no UTF-8 text can carry.</exception>
    public FleetDevice(int module, uint type, string role, string name = "", uint priority = 0)
    {
        StrictText.Check(role, nameof(role));
        StrictText.Check(name, nameof(name));
        (Module, Type, Role, Name, Priority) = (module, type, role, name, priority);
    }

    /// <summary>The module's number.</summary>
    public int Module { get; }

    /// <summary>The device type.</summary>
    public uint Type { get; }

    /// <summary>The role.</summary>
    public string Role { get; }

    /// <summary>The name for people.</summary>
    public string Name { get; }

    /// <summary>The priority; 0 is the highest.</summary>
    public uint Priority { get; }

    /// <summary>
    /// Names what other peers of the protocol may not take: texts outside <c>[a-z0-9_]</c>, which the documents of the
    /// transparent module ask for, and texts of more than 128 bytes, which clients on small boards refuse.
    /// </summary>
    /// <returns>Warnings for people; empty when there are none.</returns>
    public IReadOnlyList<string> Validate() => [.. Warnings("role", Role), .. Warnings("name", Name)];

    /// <summary>Returns the parts for a message, for example <c>1000/0/left_button (name 'button1', priority 0)</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Module}/{Type}/{Role} (name '{Name}', priority {Priority})");

    private static IEnumerable<string> Warnings(string what, string text)
    {
        if (text.Any(letter => !(char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_')))
        {
            yield return $"The {what} '{text}' has other characters than a-z, 0-9 and _, which some modules refuse.";
        }

        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > SmallDeviceBytes)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The {what} has {bytes} bytes; clients on small boards take {SmallDeviceBytes}.");
        }
    }
}
