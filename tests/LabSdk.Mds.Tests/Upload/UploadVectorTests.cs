using System.Net;
using System.Net.Sockets;
using LabSdk.Mds.Tests.Wire;
using LabSdk.Mds.Upload;
using LabSdk.Testing;

namespace LabSdk.Mds.Tests.Upload;

[Trait("Category", "Vectors")]
public class UploadVectorTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("mds", "http_upload.json");

    public static TheoryData<string, string> Batches => Vectors.Load("mds", "http_batch.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Requests_are_those_of_the_reference(string name, string json)
    {
        var vector = Vectors.Parse(json);
        var expect = vector.GetProperty("expect");
        var status = vector.GetProperty("serverStatus").GetString();
        await using var service = new ChunkService(_ => new ChunkService.Answer(int.Parse(status!.Split(' ')[0])));
        var uri = status is null ? $"http://127.0.0.1:{UnusedPort()}/api/v0/chunks/DEMO-1" : service.Uri;
        var config = UploadRig.Config(uri, vector.GetProperty("authorization").GetString());
        if (name is "c_auth_no_colon" or "py_auth_no_colon" or "c_auth_empty_value")
        {
            // The references send without a key, or fail late; this SDK sends nothing that has no usable key.
            Assert.Equal(MdsErrorIds.UploadRefused, Assert.Throws<LabConfigurationException>(() => new ChunkUploader(config, UploadRig.Options())).ErrorId);
            Assert.Empty(service.Requests);
            return;
        }

        await using var uploader = new ChunkUploader(config, UploadRig.Options());
        var chunk = vector.Bytes("chunk");
        var results = new List<UploadResult>();
        for (var i = 0; i < (vector.TryGetProperty("repeat", out var repeat) ? repeat.GetInt32() : 1); i++)
        {
            results.Add(await uploader.UploadAsync(chunk));
        }

        Assert.All(results, result => Assert.Equal(status?.StartsWith('2') == true, result.IsSuccess));
        Assert.Equal(expect.GetProperty("requests").GetInt32(), service.Requests.Count);
        if (expect.TryGetProperty("stats", out var stats))
        {
            var own = uploader.Statistics;
            Assert.Equal(
                (stats.GetProperty("chunksUploaded").GetInt64(), stats.GetProperty("bytesUploaded").GetInt64(), stats.GetProperty("uploadFailures").GetInt64(), stats.GetProperty("lastHttpStatus").GetInt32()),
                (own.ChunksUploaded, own.BytesUploaded, own.Failures, own.LastStatus));
        }

        foreach (var request in service.Requests)
        {
            Assert.Equal(expect.GetProperty("requestLine").GetString(), request.Line);
            Assert.Equal(expect.Bytes("body"), request.Body);
            foreach (var header in expect.GetProperty("headers").EnumerateArray().Where(header => header[0].GetString() is not ("Host" or "Accept" or "User-Agent" or "Accept-Encoding" or "Connection")))
            {
                Assert.Equal(header[1].GetString(), request.Header(header[0].GetString()!));
            }

            Assert.StartsWith("LabSdk/", request.Header("User-Agent"));
            Assert.Null(request.Header("Transfer-Encoding"));
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public async Task Batches_have_the_bytes_of_the_reference(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var chunks = vector.GetProperty("chunks").EnumerateArray().Select(chunk => Convert.FromHexString(chunk.GetString()!)).ToList();
        var body = UploadBody.Of([.. chunks.Select(chunk => (ReadOnlyMemory<byte>)chunk)]);
        Assert.Equal(vector.GetProperty("contentType").GetString(), body.ContentType);
        Assert.Equal(vector.GetProperty("body").GetString(), Convert.ToHexStringLower(body.Bytes));

        // The same over a socket: the first request is held until all chunks wait.
        var hold = new TaskCompletionSource();
        await using var service = new ChunkService(request => new ChunkService.Answer(Hold: request.Number == 0 ? hold : null));
        await using var uploader = new ChunkUploader(UploadRig.Config(service.Uri), UploadRig.Options());
        uploader.Enqueue(UploadRig.Chunk(0));
        while (service.Requests.Count == 0)
        {
            await Task.Yield();
        }

        chunks.ForEach(chunk => uploader.Enqueue(chunk));
        hold.SetResult();
        Assert.True(await uploader.FlushAsync().WaitAsync(UploadRig.Limit));
        Assert.Equal(vector.GetProperty("body").GetString(), Convert.ToHexStringLower(service.Requests[1].Body));
        var stats = vector.GetProperty("stats");
        Assert.Equal(
            (stats.GetProperty("chunksUploaded").GetInt64(), stats.GetProperty("bytesUploaded").GetInt64()),
            (uploader.Statistics.ChunksUploaded - 1, uploader.Statistics.BytesUploaded - UploadRig.Chunk(0).Length));
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
