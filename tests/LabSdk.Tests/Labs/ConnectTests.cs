using LabSdk.Connecting;
using LabSdk.Endpoints;
using LabSdk.Tests.Soft;

namespace LabSdk.Tests.Labs;

public class ConnectTests
{
    [Fact]
    public async Task All_endpoints_are_connected_at_the_same_time()
    {
        var bothStarted = new TaskCompletionSource();
        var started = 0;
        var connector = new SoftConnector(async (_, token) =>
        {
            if (Interlocked.Increment(ref started) == 2)
            {
                bothStarted.SetResult();
            }

            await bothStarted.Task.WaitAsync(token);
            return new SoftConnection();
        });

        await using var lab = await Connect(connector, "a:1", "b:1");

        Assert.Equal(2, lab.Endpoints.Count);
    }

    [Fact]
    public async Task One_failure_of_one_endpoint_is_reported_as_it_is()
    {
        var refused = new LabConnectionException(LabErrorIds.ConnectFailed, "Nobody is there.", "Start it.");
        var connector = new SoftConnector((_, _) => throw refused);

        var error = await Assert.ThrowsAsync<LabConnectionException>(() => Connect(connector, "a:1"));

        Assert.Same(refused, error);
    }

    [Fact]
    public async Task Every_failure_of_several_endpoints_stands_in_one_error_and_nothing_stays_connected()
    {
        var good = new SoftConnection();
        var connector = new SoftConnector((endpoint, _) => endpoint.Authority switch
        {
            "good:1" => Task.FromResult<ILabConnection>(good),
            "off:1" => throw new LabConnectionException(LabErrorIds.ConnectFailed, "Nobody answers at off:1.", "Start it."),
            _ => throw new LabConfigurationException(LabErrorIds.FamilyNotSupported, "The token is refused.", "Give another."),
        });

        var error = await Assert.ThrowsAsync<LabConnectionException>(() => Connect(connector, "good:1", "off:1", "locked:1"));

        Assert.Equal(
            """
            2 of 3 endpoints could not be connected:
              [ok]     daq://good:1
              [failed] daq://off:1
                       Nobody answers at off:1. Start it.
              [failed] daq://locked:1
                       The token is refused. Give another.
            """.ReplaceLineEndings("\n"),
            error.Problem);
        Assert.Equal(LabErrorIds.ConnectFailed, error.ErrorId);
        Assert.False(error.IsTransient);
        Assert.Equal(2, Assert.IsType<AggregateException>(error.InnerException).InnerExceptions.Count);
        Assert.Equal(1, good.DisposeCount);
    }

    [Fact]
    public async Task A_peer_that_does_not_answer_is_given_up_after_the_connect_timeout()
    {
        var connector = new SoftConnector(async (_, _) =>
        {
            await new TaskCompletionSource().Task; // Heeds no token, as a hung driver would.
            return new SoftConnection();
        });
        var options = new LabOptions { ConnectTimeout = TimeSpan.FromMilliseconds(50) };

        var error = await Assert.ThrowsAsync<LabTimeoutException>(() => Lab.ConnectAsync(["a:1"], options, [connector], null, default));

        Assert.StartsWith("Connecting to daq://a:1 did not end within 0.05 s.", error.Message);
    }

    [Fact]
    public async Task A_family_that_this_version_lacks_is_named()
    {
        var connector = new SoftConnector((_, _) => Task.FromResult<ILabConnection>(new SoftConnection()));

        var error = await Assert.ThrowsAsync<LabConfigurationException>(() => Lab.ConnectAsync(["odp://localhost:9092"], new LabOptions(), [connector], null, default));

        Assert.Equal("This version cannot connect to odp://localhost:9092: it knows daq. Leave the endpoint out, or update LabSdk.", error.Message);
    }

    [Fact]
    public void An_address_with_a_wrong_scheme_names_the_nearest()
    {
        var error = Assert.Throws<LabConfigurationException>(() => Lab.Connect("dak://localhost:50051"));

        Assert.Contains("'dak' is not a known kind of endpoint. Did you mean 'daq'?", error.Message);
    }

    [Fact]
    public void Options_that_cannot_be_are_all_listed()
    {
        var error = Assert.Throws<LabConfigurationException>(() => Lab.Connect("localhost:1", o =>
        {
            o.Timeout = TimeSpan.Zero;
            o.ConnectTimeout = TimeSpan.FromDays(3);
        }));

        Assert.Contains("Timeout: must lie between", error.Message);
        Assert.Contains("ConnectTimeout: must lie between", error.Message);
    }

    [Fact]
    public async Task Options_are_copied()
    {
        var options = new LabOptions();
        await using var lab = await Lab.ConnectAsync(["a:1"], options, [new SoftConnector((_, _) => Task.FromResult<ILabConnection>(new SoftConnection(SoftDevices.Motor())))], null, default);

        options.AllowBeyondLimits = true;

        Assert.Throws<DeviceException>(() => lab.Motor("stage").Position = 1000);
    }

    [Fact]
    public async Task Disposing_closes_each_connection_once()
    {
        var connection = new SoftConnection(SoftDevices.Motor());
        var lab = SoftConnector.Connect(connection);

        lab.Dispose();
        lab.Dispose();
        await lab.DisposeAsync();

        Assert.Equal(1, connection.DisposeCount);
        Assert.True(lab.IsClosed);
    }

    private static Task<Lab> Connect(ILabConnector connector, params string[] endpoints) =>
        Lab.ConnectAsync(endpoints, new LabOptions(), [connector], null, CancellationToken.None);
}
