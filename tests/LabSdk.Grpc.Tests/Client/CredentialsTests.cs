using Grpc.Core;
using LabSdk.Grpc.Tests.Interop;
using LabSdk.Grpc.Tests.Server;

namespace LabSdk.Grpc.Tests.Client;

public sealed class CredentialsTests
{
    private const string Canary = "canary-7f3a";

    [Fact]
    public async Task Bearer_and_api_key_are_sent_in_their_headers()
    {
        Assert.Equal(("Bearer " + Canary, null), await SeenAsync(GrpcCredentials.Bearer(Canary)));
        Assert.Equal((null, Canary), await SeenAsync(GrpcCredentials.ApiKey(Canary)));
        Assert.Equal((null, null), await SeenAsync(null));
    }

    [Fact]
    public async Task Callback_is_asked_before_every_call()
    {
        var asked = 0;
        var seen = new List<string?>();
        var service = new ScriptedService { Unary = (_, context) =>
        {
            seen.Add(context.RequestHeaders.GetValue("authorization"));
            return Task.FromResult(new UnaryReply());
        } };
        var credentials = GrpcCredentials.Bearer(_ => ValueTask.FromResult<Secret>($"fresh{++asked}"));
        await using var test = await TestServer.StartAsync(channel: new GrpcChannelOptions { Credentials = credentials }, service: service);
        await test.Client.UnaryCallAsync(new UnaryRequest());
        await test.Client.UnaryCallAsync(new UnaryRequest());
        Assert.Equal(["Bearer fresh1", "Bearer fresh2"], seen);
    }

    [Fact]
    public async Task Failing_callback_ends_unauthenticated_without_its_text()
    {
        var credentials = GrpcCredentials.Bearer(_ => throw new InvalidOperationException(Canary));
        await using var test = await TestServer.StartAsync(channel: new GrpcChannelOptions { Credentials = credentials });
        var error = await Assert.ThrowsAsync<RpcException>(async () => await test.Client.EmptyCallAsync(new Nothing()));
        Assert.Equal(StatusCode.Unauthenticated, error.StatusCode);
        Assert.DoesNotContain(Canary, error.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://lab7.example.org:50051", false)]
    [InlineData("http://192.168.1.5:50051", false)]
    [InlineData("lab7:50051", false)]
    [InlineData("https://lab7.example.org:50051", true)]
    [InlineData("http://localhost:50051", true)]
    [InlineData("http://127.0.0.1:50051", true)]
    [InlineData("http://[::1]:50051", true)]
    public async Task Token_never_leaves_the_machine_in_plain_text_unless_allowed(string address, bool allowed)
    {
        var options = new GrpcChannelOptions { Credentials = GrpcCredentials.Bearer(Canary) };
        if (allowed)
        {
            await GrpcChannel.Create(address, options).DisposeAsync();
            return;
        }

        var error = Assert.Throws<LabConfigurationException>(() => GrpcChannel.Create(address, options));
        Assert.Equal(GrpcErrorIds.InsecureCredentials, error.ErrorId);
        Assert.DoesNotContain(Canary, error.ToString(), StringComparison.Ordinal);
        options.AllowCredentialsOverPlainHttp = true;
        await GrpcChannel.Create(address, options).DisposeAsync();
    }

    [Fact]
    public void Secrets_stay_out_of_texts()
    {
        Assert.DoesNotContain(Canary, GrpcCredentials.Bearer(Canary).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, new Metadata.Entry("authorization", Canary).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, new Metadata.Entry("x-api-key", Canary).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\r\nlines")]
    [InlineData("schlüssel")]
    public void Token_that_cannot_travel_in_a_header_is_refused(string token)
    {
        Assert.Throws<ArgumentException>(() => GrpcCredentials.Bearer(token));
        Assert.Throws<ArgumentException>(() => GrpcCredentials.ApiKey(token));
    }

    private static async Task<(string? Authorization, string? ApiKey)> SeenAsync(GrpcCredentials? credentials)
    {
        (string?, string?) seen = default;
        var service = new ScriptedService { Unary = (_, context) =>
        {
            seen = (context.RequestHeaders.GetValue("authorization"), context.RequestHeaders.GetValue("x-api-key"));
            return Task.FromResult(new UnaryReply());
        } };
        await using var test = await TestServer.StartAsync(channel: new GrpcChannelOptions { Credentials = credentials }, service: service);
        await test.Client.UnaryCallAsync(new UnaryRequest());
        return seen;
    }
}
