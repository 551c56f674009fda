using System.Net;
using System.Net.Http.Headers;
using LabSdk.Mds;

namespace LabSdk.Simulation.Tests.Mds;

/// <summary>The chunk service takes what a good client sends, answers by script, and sees what a bad one does.</summary>
public sealed class SimulatedChunkServiceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Device_client_and_service_together_lose_nothing_although_the_service_is_busy()
    {
        await using var service = new SimulatedChunkService();
        service.Answer(new ChunkAnswer(503), new ChunkAnswer { IsReset = true }, new ChunkAnswer(429) { RetryAfter = "0" });
        await using var device = new SimulatedMdsDevice(new SimulatedMdsOptions { HeartbeatInterval = TimeSpan.Zero, IsFast = true, UriPrefix = service.UriPrefix });
        await using var client = await MdsClient.ConnectAsync(_ => new ValueTask<IMdsBackend>(device.Open()));
        client.StartUpload(new UploadOptions { AllowLoopbackHttp = true, RetryDelay = TimeSpan.FromMilliseconds(5) });
        for (var i = 0; i < 20; i++)
        {
            device.Send(device.Messages.Logs([new MdsLogLine(MdsLogLevel.Info, new string((char)('a' + i), 100))], 1_700_000_000 + i));
        }

        var gathered = await client.CollectAsync(40, Patience);
        await service.WaitForChunksAsync(gathered.Packets.Count).WaitAsync(Patience);

        Assert.Equal(gathered.Packets.Select(packet => Convert.ToHexString(packet.Data.Span)), service.Taken.Select(chunk => Convert.ToHexString(chunk.Span)));
        Assert.Empty(service.Violations);
        Assert.All(service.Requests, request => Assert.EndsWith("/mds-hid-dev-001", request.Path));
        Assert.Equal("YOUR_PROJECT_KEY_HERE", service.Requests[0].Key!.Reveal());
        Assert.DoesNotContain("YOUR_PROJECT_KEY_HERE", service.Requests[0].ToString());
    }

    [Fact]
    public async Task Requests_that_overlap_are_seen()
    {
        await using var service = new SimulatedChunkService();
        service.Answer(new ChunkAnswer { Delay = Patience }, new ChunkAnswer());
        using var http = new HttpClient();

        var first = http.SendAsync(Post(service, "A7", [0x08, 2, 0, 0]));
        var second = http.SendAsync(Post(service, "A7", [0x08, 2, 0, 0]));

        // One of them waits in the service until the end of the test, so that the other one must overlap.
        var answer = await await Task.WhenAny(first, second).WaitAsync(Patience);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Contains("under way", Assert.Single(service.Violations));
    }

    [Fact]
    public async Task Chunks_in_the_wrong_order_are_seen_for_each_device_alone()
    {
        await using var service = new SimulatedChunkService();
        using var http = new HttpClient();

        // The first part for one device, the second for another, which has not seen a beginning.
        await http.SendAsync(Post(service, "A7", [0x48, 4, 1, 2]));
        await http.SendAsync(Post(service, "B8", [0x80, 2, 3, 4, 0, 0]));

        Assert.Contains("B8", Assert.Single(service.Violations));
    }

    [Fact]
    public async Task Batch_that_lies_and_request_without_a_key_are_seen()
    {
        await using var service = new SimulatedChunkService();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, service.UriPrefix + "A7")
        {
            Content = new ByteArrayContent("--b\r\nContent-Length: 99\r\n\r\nxx\r\n--b--\r\n"u8.ToArray()),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/mixed; boundary=b");

        await http.SendAsync(request);

        Assert.Contains(service.Violations, fault => fault.Contains("no key", StringComparison.Ordinal));
        Assert.Contains(service.Violations, fault => fault.Contains("lies about its length", StringComparison.Ordinal));
        Assert.Empty(service.Taken);
    }

    private static HttpRequestMessage Post(SimulatedChunkService service, string device, byte[] chunk)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, service.UriPrefix + device) { Content = new ByteArrayContent(chunk) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Headers.Add("Memfault-Project-Key", "k");
        return request;
    }
}
