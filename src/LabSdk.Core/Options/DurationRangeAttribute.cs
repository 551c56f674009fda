using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace LabSdk.Options;

/// <summary>Limits a <see cref="TimeSpan"/> option to a range in seconds; null and, where allowed, infinite pass.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationRangeAttribute : ValidationAttribute
{
    /// <summary>Creates the rule.</summary>
    /// <param name="minimumSeconds">Smallest allowed value in seconds.</param>
    /// <param name="maximumSeconds">Largest allowed value in seconds.</param>
    public DurationRangeAttribute(double minimumSeconds, double maximumSeconds)
    {
        MinimumSeconds = minimumSeconds;
        MaximumSeconds = maximumSeconds;
    }

    /// <summary>Smallest allowed value in seconds.</summary>
    public double MinimumSeconds { get; }

    /// <summary>Largest allowed value in seconds.</summary>
    public double MaximumSeconds { get; }

    /// <summary>True when <see cref="Timeout.InfiniteTimeSpan"/> is allowed and means "no limit". Default false.</summary>
    public bool AllowInfinite { get; set; }

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value switch
    {
        null => true,
        TimeSpan span when span == Timeout.InfiniteTimeSpan => AllowInfinite,
        TimeSpan span => span.TotalSeconds >= MinimumSeconds && span.TotalSeconds <= MaximumSeconds,
        _ => false,
    };

    /// <inheritdoc/>
    public override string FormatErrorMessage(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"must lie between {MinimumSeconds} s and {MaximumSeconds} s{(AllowInfinite ? ", or be infinite" : "")}.");
}
