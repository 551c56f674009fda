using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace LabSdk.Cxl;

/// <summary>Records as text for a terminal or a trace: what was sent, bytes as hex, long lists by their number, secrets masked.</summary>
internal static class CxlRecordText
{
    private const string Masked = "(masked)";
    private const int MostBytes = 32, MostItems = 4;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    // Left out: empty as a rule.
    private const string Surplus = "Surplus";

    public static string Of(object record)
    {
        var type = record.GetType();
        var properties = Known.GetOrAdd(type, static each =>
            [.. each.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && property.Name != Surplus)]);
        var text = new StringBuilder(type.Name).Append(" {");
        foreach (var property in properties)
        {
            text.Append(property == properties[0] ? " " : ", ").Append(property.Name).Append(" = ");
            Append(text, IsSecret(record, property.Name) ? Masked : property.GetValue(record));
        }

        return text.Append(" }").ToString();
    }

    // Passphrases, the secret values of domain validation, and what security protocols carry.
    private static bool IsSecret(object record, string name) =>
        name.EndsWith("Passphrase", StringComparison.Ordinal) || name == nameof(FmapiGetDomainValidationSv.SecretValueUuid)
        || (name == nameof(MemdevSecuritySendRequest.Data) && record is (MemdevSecuritySendRequest or MemdevSecurityReceive));

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case ReadOnlyMemory<byte> bytes:
                text.Append(Convert.ToHexStringLower(bytes.Span[..Math.Min(bytes.Length, MostBytes)])).Append(bytes.Length > MostBytes ? $"... ({bytes.Length} bytes)" : "");
                break;
            case string words:
                text.Append('"').Append(words).Append('"');
                break;
            case IList { Count: > MostItems } list:
                text.Append(CultureInfo.InvariantCulture, $"{list.Count} entries");
                break;
            case IList list:
                text.Append('[').AppendJoin(", ", list.Cast<object>()).Append(']');
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"{value}");
                break;
        }
    }
}
