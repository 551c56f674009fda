using LabSdk.Odp.StreamApi;

namespace LabSdk.Odp.Tests.StreamApi;

public sealed class StreamApiAddressTests
{
    [Theory]
    [InlineData("odp+grpc://bench", "http://bench:13579/", "http://bench:15379/", "odp+grpc://bench:13579")]
    [InlineData("ODP+GRPC://bench:5000/", "http://bench:5000/", "http://bench:15379/", "odp+grpc://bench:5000")]
    [InlineData("bench:5000", "http://bench:5000/", "http://bench:15379/", "odp+grpc://bench:5000")]
    [InlineData("[::1]", "http://[::1]:13579/", "http://[::1]:15379/", "odp+grpc://[::1]:13579")]
    [InlineData("odp+grpcs://bench", "https://bench:13579/", "https://bench:15379/", "odp+grpcs://bench:13579")]
    public void Address_is_completed(string text, string server, string keys, string endpoint)
    {
        var address = StreamApiAddress.Parse(text, null);
        Assert.Equal((server, keys, endpoint), (address.Server.AbsoluteUri, address.KeyGenerator.AbsoluteUri, address.Endpoint));
    }

    [Theory]
    [InlineData("")]
    [InlineData("odp://bench:9092")]
    [InlineData("odp+grpc://")]
    [InlineData("odp+grpc://bench:99999")]
    [InlineData("odp+grpc://bench/path")]
    [InlineData("odp+grpc://user:hidden@bench")]
    public void Other_texts_are_refused_without_what_may_be_a_password(string text)
    {
        var error = Assert.Throws<OdpConfigurationException>(() => StreamApiAddress.Parse(text, null));
        Assert.Equal(OdpErrorKind.InvalidSettings, error.Kind);
        Assert.DoesNotContain("hidden", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_generator_can_be_elsewhere()
    {
        Assert.Equal("http://keys:7/", StreamApiAddress.Parse("bench", "keys:7").KeyGenerator.AbsoluteUri);
        Assert.Equal("http://keys:15379/", StreamApiAddress.Parse("bench", "keys").KeyGenerator.AbsoluteUri);
        Assert.Throws<OdpConfigurationException>(() => StreamApiAddress.Parse("bench", "//"));
    }
}
