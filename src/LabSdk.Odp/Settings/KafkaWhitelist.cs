using LabSdk.Odp.Filtering;

namespace LabSdk.Odp.Settings;

/// <summary>A rule of the whitelist.</summary>
/// <param name="Pattern">A setting's name with * and ?, without regard to case.</param>
/// <param name="Allow">What becomes of settings that match.</param>
internal sealed record KafkaRule(string Pattern, bool Allow);

/// <summary>Which settings may be overridden. No file, or an empty list, allows all; a list without a match denies.</summary>
internal sealed record KafkaWhitelist(IReadOnlyList<KafkaRule> Publish, IReadOnlyList<KafkaRule> Consume)
{
    public static readonly KafkaWhitelist Everything = new([], []);

    public bool Allows(KafkaSide side, string setting)
    {
        var rules = side == KafkaSide.Publish ? Publish : Consume;
        return rules.Count == 0 || rules.FirstOrDefault(rule => WildcardPattern.IsMatch(rule.Pattern, setting, ignoreCase: true))?.Allow == true;
    }
}
