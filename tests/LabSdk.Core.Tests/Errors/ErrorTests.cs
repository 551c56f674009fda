using System.Reflection;
using System.Text.Json;
using LabSdk.Text;

namespace LabSdk.Core.Tests.Errors;

public class ErrorTests
{
    [Fact]
    public void Message_joins_problem_and_hint()
    {
        var error = new DeviceException("LAB-X", "It failed.", "Try again.") { DeviceId = "stage" };
        Assert.Equal("It failed. Try again.", error.Message);
        Assert.Equal(("It failed.", "Try again.", "stage"), (error.Problem, error.Hint, error.DeviceId));
        Assert.IsAssignableFrom<LabException>(error);
    }

    [Fact]
    public void Secret_shows_its_mask_in_every_form()
    {
        var secret = new Secret("canary");
        Assert.Equal("••••", secret.ToString());
        Assert.Equal("••••", $"{secret}");
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(new { Token = secret }), StringComparison.Ordinal);
        Assert.Equal("canary", JsonSerializer.Deserialize<Secret>("\"canary\"")!.Reveal());
        Assert.Equal(secret, new Secret("canary"));
        Assert.NotEqual(secret, new Secret("canary2"));
        Assert.DoesNotContain(typeof(Secret).GetProperties(), property => property.PropertyType == typeof(string));
    }

    [Fact]
    public void No_public_text_property_holds_a_secret()
    {
        string[] words = ["token", "password", "passphrase", "secret", "apikey", "authorization"];
        var suspects = typeof(LabException).Assembly.GetExportedTypes().SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(property => property.PropertyType == typeof(string) && words.Any(word => property.Name.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.Empty(suspects);
    }

    [Theory]
    [InlineData("mock_stge", "mock_stage")]
    [InlineData("MOCK_STAGE", "mock_stage")]
    [InlineData("stage", "mock_stage")]
    [InlineData("mock_power", "mock_power_meter")]
    public void Nearest_names_find_what_was_meant(string asked, string expected) =>
        Assert.Equal(expected, NearestNames.Find(asked, ["mock_stage", "mock_power_meter", "mock_camera"])[0]);

    [Fact]
    public void Nearest_names_stay_silent_when_nothing_is_near()
    {
        Assert.Empty(NearestNames.Find("laser", ["mock_stage", "mock_camera"]));
        Assert.Equal("Existing devices: a, b.", NearestNames.Hint("zzzz", ["b", "a"], "devices"));
        Assert.Equal("There are no devices.", NearestNames.Hint("x", [], "devices"));
    }

    [Fact]
    public void Hint_of_many_names_is_short() =>
        Assert.EndsWith("and 88 more.", NearestNames.Hint("zz", Enumerable.Range(0, 100).Select(i => $"device{i:000}"), "devices"), StringComparison.Ordinal);
}
