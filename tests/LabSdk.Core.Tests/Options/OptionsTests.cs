using System.ComponentModel.DataAnnotations;
using LabSdk.Options;

namespace LabSdk.Core.Tests.Options;

public class OptionsTests
{
    [Fact]
    public void Validate_reports_all_faults_at_once()
    {
        var error = Assert.Throws<LabConfigurationException>(() => OptionsValidator.Validate(
            new Sample { Count = 99, Timeout = TimeSpan.Zero, Low = 5, High = 1 }, "the sample"));
        Assert.Equal(CoreErrorIds.InvalidOptions, error.ErrorId);
        Assert.Contains("Count", error.Message, StringComparison.Ordinal);
        Assert.Contains("Timeout: must lie between 0.1 s and 60 s", error.Message, StringComparison.Ordinal);
        Assert.Contains("Low must be below High", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_accepts_defaults_and_infinite_where_allowed() =>
        OptionsValidator.Validate(new Sample { Idle = Timeout.InfiniteTimeSpan }, "the sample");

    [Fact]
    public void Validate_refuses_infinite_where_a_limit_is_needed() =>
        Assert.Throws<LabConfigurationException>(() => OptionsValidator.Validate(new Sample { Timeout = Timeout.InfiniteTimeSpan }, "the sample"));

    [Fact]
    public void Apply_sets_every_kind_of_member_by_name_without_case()
    {
        var options = new Sample();
        OptionBinder.Apply(
            options,
            new Dictionary<string, string>
            {
                ["TIMEOUT"] = "500ms", ["count"] = "3", ["low"] = "1.5", ["day"] = "friday", ["token"] = "abc", ["verify"] = "true", ["label"] = "x",
            },
            "the sample");
        Assert.Equal(TimeSpan.FromMilliseconds(500), options.Timeout);
        Assert.Equal(3, options.Count);
        Assert.Equal(1.5, options.Low);
        Assert.Equal(DayOfWeek.Friday, options.Day);
        Assert.Equal("abc", options.Token!.Reveal());
        Assert.True(options.Verify);
        Assert.Equal("x", options.Label);
    }

    [Fact]
    public void Apply_names_the_nearest_key_and_lists_all_faults()
    {
        var error = Assert.Throws<LabConfigurationException>(() => OptionBinder.Apply(
            new Sample(), new Dictionary<string, string> { ["timout"] = "5s", ["count"] = "many", ["day"] = "someday" }, "the sample"));
        Assert.Contains("'timout' is not an option. Did you mean 'timeout'?", error.Message, StringComparison.Ordinal);
        Assert.Contains("'count' cannot be 'many'", error.Message, StringComparison.Ordinal);
        Assert.Contains("sunday", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_never_shows_a_secret() =>
        Assert.DoesNotContain("canary", Record.Exception(() => OptionBinder.Apply(
            new Sample(), new Dictionary<string, string> { ["token"] = "canary", ["nope"] = "x" }, "the sample"))!.ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("5", 5000)]
    [InlineData("5s", 5000)]
    [InlineData("0.5 s", 500)]
    [InlineData("250ms", 250)]
    [InlineData("2min", 120000)]
    [InlineData("1H", 3600000)]
    [InlineData("infinite", -1)]
    public void TryDuration_reads_units(string text, double milliseconds)
    {
        Assert.True(OptionText.TryDuration(text, out var value));
        Assert.Equal(milliseconds, value.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("5 parsecs")]
    [InlineData("NaN")]
    [InlineData("1e300h")]
    [InlineData("5,5s")]
    public void TryDuration_refuses_what_is_no_duration(string text) => Assert.False(OptionText.TryDuration(text, out _));

    private sealed class Sample : IValidatableObject
    {
        [Range(0, 10)]
        public int Count { get; set; } = 1;

        [DurationRange(0.1, 60)]
        public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(1);

        [DurationRange(1, 60, AllowInfinite = true)]
        public TimeSpan? Idle { get; set; }

        public double Low { get; set; }

        public double High { get; set; } = 1;

        public DayOfWeek Day { get; set; }

        public Secret? Token { get; set; }

        public bool Verify { get; set; }

        public string? Label { get; set; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
            Low < High ? [] : [new ValidationResult("Low must be below High", [nameof(Low)])];
    }
}
