using LabSdk.Mds.Upload;

namespace LabSdk.Mds.Tests.Upload;

public class UploadTargetTests
{
    [Theory]
    [InlineData("https://chunks.memfault.com/api/v0/chunks/A")]
    [InlineData("https://CHUNKS.memfault.com/api/v0/chunks/A")]
    [InlineData("https://eu.chunks.memfault.com/x?y=1")]
    public void The_services_hosts_are_allowed(string uri) =>
        Assert.Equal(uri, UploadTarget.Of(UploadRig.Config(uri), new UploadOptions()).Uri.OriginalString);

    [Theory]
    [InlineData("")]
    [InlineData("not a uri")]
    [InlineData("/api/v0/chunks")]
    [InlineData("ftp://chunks.memfault.com/a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://chunks.memfault.com/api")]
    [InlineData("http://127.0.0.1:8080/api")]
    [InlineData("https://evil.example/api")]
    [InlineData("https://memfault.com.evil.example/api")]
    [InlineData("https://evilmemfault.com/api")]
    [InlineData("https://chunks.memfault.com@evil.example/api")]
    [InlineData("https://user:word@chunks.memfault.com/api")]
    [InlineData("https://chunks.memfault.com/a b")]
    [InlineData("https://chunks.memfault.com/a\r\nHost: evil")]
    [InlineData("https://chunks.memfault.com/a#b")]
    [InlineData("https://chunks.memfault.com/\u00fc")]
    [InlineData("https://\u0441hunks.memfault.com/api")]
    [InlineData("https://169.254.169.254/latest")]
    public void Other_places_are_refused(string uri)
    {
        var error = Assert.Throws<LabConfigurationException>(() => UploadTarget.Of(UploadRig.Config(uri), new UploadOptions()));
        Assert.Equal(MdsErrorIds.UploadRefused, error.ErrorId);
        Assert.DoesNotContain(UploadRig.Key, error.ToString());
    }

    [Fact]
    public void Hosts_and_loopback_can_be_allowed()
    {
        Assert.NotNull(UploadTarget.Of(UploadRig.Config("https://lab.example/x"), new UploadOptions { AllowedHosts = ["lab.example"] }));
        Assert.NotNull(UploadTarget.Of(UploadRig.Config("http://localhost:99/x"), new UploadOptions { AllowLoopbackHttp = true }));
        Assert.Throws<LabConfigurationException>(() => UploadTarget.Of(UploadRig.Config("https://chunks.memfault.com/x"), new UploadOptions { AllowedHosts = [] }));
        Assert.Throws<LabConfigurationException>(() => UploadTarget.Of(UploadRig.Config("http://192.168.1.1/x"), new UploadOptions { AllowLoopbackHttp = true, AllowedHosts = ["192.168.1.1"] }));
    }

    [Theory]
    [InlineData("Host: evil.example")]
    [InlineData("content-length: 5")]
    [InlineData("Transfer-Encoding: chunked")]
    [InlineData("Proxy-Authorization: x")]
    [InlineData("no colon")]
    [InlineData("Name:")]
    [InlineData("Name: a\r\nHost: evil")]
    [InlineData("Na me: a")]
    public void Headers_that_steer_the_request_are_refused(string authorization) =>
        Assert.Throws<LabConfigurationException>(() => UploadTarget.Of(UploadRig.Config("https://chunks.memfault.com/x", authorization), new UploadOptions()));

    [Fact]
    public async Task Nothing_shows_the_key_although_the_service_echoes_it()
    {
        await using var service = new ChunkService(_ => new ChunkService.Answer(403, Body: $"bad key {UploadRig.Key}\u0000\u001b[31m"));
        await using var uploader = new ChunkUploader(UploadRig.Config(service.Uri), UploadRig.Options());
        var result = await uploader.UploadAsync(UploadRig.Chunk(1));
        var shown = $"{result} {uploader.Statistics} {uploader.Preview(UploadRig.Chunk(1))} {Assert.Throws<MdsUploadException>(result.EnsureSuccess)} {UploadRig.Config(service.Uri)} {System.Text.Json.JsonSerializer.Serialize(UploadRig.Config(service.Uri))}";
        Assert.DoesNotContain(UploadRig.Key, shown);
        Assert.Contains("bad key", result.Reason);
        Assert.DoesNotContain('\u001b', result.Reason);
        Assert.Equal($"Memfault-Project-Key: {Secret.Mask}ee00", UploadRig.Config(service.Uri).MaskedAuthorization);
    }
}
