using FsCheck;
using FsCheck.Fluent;
using LabSdk.Endpoints;

namespace LabSdk.Core.Tests.Endpoints;

public class LabEndpointTests
{
    [Theory]
    [InlineData("localhost:50051", "daq", "daq", "localhost:50051", "")]
    [InlineData("  bench ", "daq", "daq", "bench", "")]
    [InlineData("[::1]:50051", "daq", "daq", "[::1]:50051", "")]
    [InlineData("daq://host:1/", "daq", "daq", "host:1", "")]
    [InlineData("https://host", "https", "daq", "host", "")]
    [InlineData("cxl:mem0", "cxl", "cxl", "", "mem0")]
    [InlineData("cxl+mctp://1/8", "cxl+mctp", "cxl", "1", "8")]
    [InlineData("mds://hid/2fe3:0007", "mds", "mds", "hid", "2fe3:0007")]
    [InlineData("mds:sim", "mds", "mds", "", "sim")]
    [InlineData("odp://localhost:9092", "odp", "odp", "localhost:9092", "")]
    [InlineData("fleet://127.0.0.1:8888/1000/0/left_button", "fleet", "fleet", "127.0.0.1:8888", "1000/0/left_button")]
    [InlineData("DAQ://host", "daq", "daq", "host", "")]
    public void Parse_splits_every_form(string text, string scheme, string family, string authority, string path)
    {
        var endpoint = LabEndpoint.Parse(text);
        Assert.Equal((scheme, family, authority, path), (endpoint.Scheme, endpoint.Family, endpoint.Authority, endpoint.Path));
    }

    [Fact]
    public void Parse_decodes_options()
    {
        var endpoint = LabEndpoint.Parse("fleet://h:1/a?name=left%20button&trace");
        Assert.Equal("left button", endpoint.Options["NAME"]);
        Assert.Equal("true", endpoint.Options["trace"]);
        Assert.Equal("a", endpoint.Path);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("   ", "empty")]
    [InlineData("dag://host", "Did you mean 'daq'")]
    [InlineData("cxk:mem0", "Did you mean 'cxl'")]
    [InlineData("daq://h?a=1&A=2", "stands twice")]
    [InlineData("ho\nst:1", "control characters")]
    public void Parse_says_what_is_wrong(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<LabConfigurationException>(() => LabEndpoint.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void ToString_leaves_secrets_out()
    {
        var text = LabEndpoint.Parse("daq://user:canary@host:1/x?token=canary").ToString();
        Assert.Equal("daq://host:1/x", text);
    }

    [Fact]
    public void Parse_of_any_text_gives_an_endpoint_or_a_configuration_error() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(50_000), Prop.ForAll<string>(text =>
        {
            try
            {
                return text is null || LabEndpoint.Parse(text).Family.Length > 0;
            }
            catch (LabConfigurationException)
            {
                return true;
            }
        }));
}
