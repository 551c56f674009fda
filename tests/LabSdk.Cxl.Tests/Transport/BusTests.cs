using System.Diagnostics;
using System.Net.Sockets;
using LabSdk.Cxl.Bus;

namespace LabSdk.Cxl.Tests.Transport;

/// <summary>MCTP endpoints over D-Bus: a scripted bus, the real one, and hostile bytes.</summary>
public sealed class BusTests : IDisposable
{
    private const string Endpoint = "xyz.openbmc_project.MCTP.Endpoint", CodeConstruct = "au.com.codeconstruct.MCTP1", OpenBmc = "xyz.openbmc_project.MCTP";

    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-bus-").FullName;

    private UnixDomainSocketEndPoint Address => new(Path.Combine(_folder, "bus"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (string, (string, string, object)[])[] EndpointOf(object? id, object? network, object? types, string networkType = "u") =>
    [
        ("org.freedesktop.DBus.Properties", []),
        (Endpoint, new (string, string, object)?[]
        {
            ("UUID", "s", "whatever"), id is null ? null : ("EID", "y", id), network is null ? null : ("NetworkId", networkType, network), types is null ? null : ("SupportedMessageTypes", "ay", types),
        }.OfType<(string, string, object)>().ToArray()),
    ];

    // A bus on a socket that serves one client as told.
    private async Task ServeAsync(Func<BusPeer, Task> serve)
    {
        using var listening = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listening.Bind(Address);
        listening.Listen();
        await using var peer = new BusPeer(new NetworkStream(await listening.AcceptAsync(), ownsSocket: true));
        await serve(peer);
    }

    private static async Task<BusMessage> HelloAsync(BusPeer peer)
    {
        await peer.GreetAsync();
        var hello = await peer.ReadAsync();
        Assert.Equal("Hello", hello.Member);
        await peer.ReplyAsync(hello, "s", BusMessage.StringBody(":1.5"));
        return await peer.ReadAsync();
    }

    [Fact]
    public async Task Endpoints_of_both_services_are_listed_and_broken_objects_left_out()
    {
        var serving = ServeAsync(async peer =>
        {
            var first = await HelloAsync(peer);
            Assert.Equal((CodeConstruct, "/au/com/codeconstruct/mctp1", "GetManagedObjects"), (first.Destination, first.Path, first.Member));
            await peer.ReplyAsync(first, "a{oa{sa{sv}}}", BusBody.Objects(
                ("/au/com/codeconstruct/mctp1", [("au.com.codeconstruct.MCTP.Root", [])]),
                ("/au/com/codeconstruct/mctp1/networks/11/endpoints/28", EndpointOf((byte)28, 11u, new byte[] { 0, 7, 8 })),
                ("/au/com/codeconstruct/mctp1/networks/11/endpoints/9", EndpointOf((byte)9, 11u, new byte[] { 0, 1 })),
                ("/broken/no-id", EndpointOf(null, 11u, new byte[] { 8 })),
                ("/broken/id", EndpointOf((byte)255, 11u, new byte[] { 8 })),
                ("/broken/network", EndpointOf((byte)10, -1, new byte[] { 8 }, "i")),
                ("/broken/types", EndpointOf((byte)10, 1u, null))));
            var second = await peer.ReadAsync();
            Assert.Equal((OpenBmc, "/xyz/openbmc_project/mctp"), (second.Destination, second.Path));
            await peer.ReplyAsync(second, "a{oa{sa{sv}}}", BusBody.Objects(("/xyz/openbmc_project/mctp/1/8", EndpointOf((byte)8, 1, new byte[] { 8 }, "i"))));
        });
        var listing = await CxlContext.DiscoverMctpAsync(Address, default);
        await serving;
        Assert.Equal(["mctp 1/8", "mctp 11/28"], listing.Endpoints.Select(one => one.ToString()));
        Assert.Equal([false, true], listing.Endpoints.Select(one => one.HasFabricManager));
        Assert.Equal("mctp 11/9", Assert.Single(listing.Others).ToString());
        Assert.Equal(4, listing.Broken.Count);
        Assert.Equal([CodeConstruct, OpenBmc], listing.Services);
    }

    [Fact]
    public async Task Bus_without_a_service_and_no_bus_at_all_are_told()
    {
        var missing = await Assert.ThrowsAsync<CxlIoException>(() => CxlContext.DiscoverMctpAsync(Address, default));
        Assert.Equal(CxlErrorIds.Bus, missing.ErrorId);
        var serving = ServeAsync(async peer =>
        {
            await peer.RefuseAsync(await HelloAsync(peer), "org.freedesktop.DBus.Error.ServiceUnknown");
            await peer.RefuseAsync(await peer.ReadAsync(), "org.freedesktop.DBus.Error.ServiceUnknown");
        });
        var error = await Assert.ThrowsAsync<CxlIoException>(() => CxlContext.DiscoverMctpAsync(Address, default));
        await serving;
        Assert.Contains(CodeConstruct, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bus_that_rejects_hangs_up_or_talks_nonsense_is_told()
    {
        foreach (var serve in (Func<BusPeer, Task>[])
        [
            async peer => await Assert.ThrowsAnyAsync<Exception>(() => peer.GreetAsync("REJECTED EXTERNAL\r\n")),
            async peer => await Assert.ThrowsAnyAsync<Exception>(() => peer.GreetAsync(new string('x', 5000))),
            async peer => await peer.GreetAsync(),
            async peer =>
            {
                await peer.GreetAsync();
                await peer.WriteAsync(new byte[64]);
            },
            async peer =>
            {
                await HelloAsync(peer);
                await peer.WriteAsync([(byte)'l', 2, 0, 1, 0xFF, 0xFF, 0xFF, 0x7F, 1, 0, 0, 0, 0, 0, 0, 0]);
            },
        ])
        {
            File.Delete(Path.Combine(_folder, "bus"));
            var serving = ServeAsync(serve);
            var error = await Assert.ThrowsAnyAsync<LabException>(() => CxlContext.DiscoverMctpAsync(Address, default));
            Assert.True(error is CxlIoException or CxlProtocolException, $"{error}");
            await serving;
        }
    }

    [Fact]
    public async Task Silent_bus_is_left_when_the_caller_cancels()
    {
        using var cancel = new CancellationTokenSource();
        var left = new TaskCompletionSource();
        var serving = ServeAsync(async peer =>
        {
            await HelloAsync(peer);
            await cancel.CancelAsync();
            await left.Task;
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CxlContext.DiscoverMctpAsync(Address, cancel.Token));
        left.SetResult();
        await serving;
    }

    [Fact]
    public async Task Endpoints_of_a_service_on_the_real_bus_come_and_go()
    {
        using var daemon = StartDaemon();
        try
        {
            await using var service = await BusPeer.ConnectAsync(Address);
            await service.SendAsync(new BusMessage
            {
                Type = BusMessage.Call, Destination = "org.freedesktop.DBus", Path = "/org/freedesktop/DBus", Interface = "org.freedesktop.DBus", Member = "RequestName",
                Signature = "su", Body = BusBody.TextAndNumber(CodeConstruct, 4),
            });
            var answering = AnswerAsync(service);
            var listing = await CxlContext.DiscoverMctpAsync(Address, default);
            Assert.Equal("mctp 11/28", Assert.Single(listing.Endpoints).ToString());

            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            var watch = CxlContext.WatchMctpAsync(Address, limit.Token).GetAsyncEnumerator();
            async Task<string> NextAsync() => await watch.MoveNextAsync() ? $"{(watch.Current.IsAdded ? "+" : "-")}{watch.Current.Endpoint}" : "end";
            Assert.Equal("+mctp 11/28", await NextAsync());
            await SignalAsync(service, "InterfacesAdded", "oa{sa{sv}}", BusBody.Added("/mctp/30", EndpointOf((byte)30, 11u, new byte[] { 8 })));
            Assert.Equal("+mctp 11/30", await NextAsync());
            await SignalAsync(service, "InterfacesAdded", "oa{sa{sv}}", BusBody.Added("/mctp/31", EndpointOf(null, 11u, new byte[] { 8 })));
            await SignalAsync(service, "InterfacesRemoved", "oas", BusBody.Removed("/mctp/30", "some.other.Interface"));
            await SignalAsync(service, "InterfacesRemoved", "oas", BusBody.Removed("/mctp/28", "some.other.Interface", Endpoint));
            Assert.Equal("-mctp 11/28", await NextAsync());
            await service.DisposeAsync(); // the service dies: what it listed is gone
            Assert.Equal("-mctp 11/30", await NextAsync());
            await Assert.ThrowsAnyAsync<Exception>(() => answering);
            daemon.Kill();
            Assert.IsType<CxlIoException>(await Record.ExceptionAsync(NextAsync));
        }
        finally
        {
            if (!daemon.HasExited)
            {
                daemon.Kill();
            }

            await daemon.WaitForExitAsync();
        }
    }

    [Theory]
    [InlineData("unix:path=/run/dbus/system_bus_socket", "/run/dbus/system_bus_socket")]
    [InlineData("tcp:host=x;unix:guid=1,path=/a%20b", "/a b")]
    [InlineData("unix:abstract=/tmp/x", "@/tmp/x")]
    public void Address_of_the_bus_is_read(string text, string expected) => Assert.Equal(expected, BusAddress.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("tcp:host=localhost,port=1")]
    [InlineData("unix:path=")]
    [InlineData("unix:tmpdir=/tmp")]
    public void Address_without_a_unix_socket_is_refused(string text) => Assert.Equal(CxlErrorIds.Bus, Assert.Throws<CxlIoException>(() => BusAddress.Parse(text)).ErrorId);

    [Fact]
    public void Any_message_is_read_or_is_a_protocol_error()
    {
        var random = new Random(5);
        var right = new BusMessage
        {
            Type = BusMessage.Signal, Serial = 1, Path = "/x", Interface = "a.b", Member = "C", Sender = ":1.1", Signature = "a{oa{sa{sv}}}",
            Body = BusBody.Objects(("/a", EndpointOf((byte)28, 11u, new byte[] { 0, 7, 8 })), ("/b", EndpointOf((byte)29, 11u, new byte[] { 8 }))),
        }.Write();
        var endpoints = new List<CxlMctpInfo>();
        MctpObjects.Read(BusMessage.Read(right), MctpService.Known[0], endpoints, []);
        Assert.Equal(2, endpoints.Count);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (read, cases) = (0, 60_000);
        for (var i = 0; i < cases; i++)
        {
            var bytes = (byte[])right.Clone();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : "aybnqiuxtdsogv(){}"[random.Next(18)]);
            }

            bytes = random.Next(3) == 0 ? bytes[..random.Next(BusMessage.PrefixSize, bytes.Length)] : bytes;
            try
            {
                BusMessage.LengthOf(bytes);
                MctpObjects.Read(BusMessage.Read(bytes), MctpService.Known[0], [], []);
                read++;
            }
            catch (CxlProtocolException)
            {
            }
        }

        Assert.True(read > 100, $"{read}");
        Assert.True((GC.GetAllocatedBytesForCurrentThread() - before) / cases < 200 * right.Length, "allocation follows what arrived");
    }

    private static Task SignalAsync(BusPeer service, string member, string signature, byte[] body) => service.SendAsync(new BusMessage
    {
        Type = BusMessage.Signal, Path = "/au/com/codeconstruct/mctp1", Interface = "org.freedesktop.DBus.ObjectManager", Member = member, Signature = signature, Body = body,
    });

    private static async Task AnswerAsync(BusPeer service)
    {
        while (true)
        {
            var call = await service.ReadAsync();
            if (call is { Type: BusMessage.Call, Member: "GetManagedObjects" })
            {
                await service.SendAsync(new BusMessage
                {
                    Type = BusMessage.Return, ReplyTo = call.Serial, Destination = call.Sender, Signature = "a{oa{sa{sv}}}",
                    Body = BusBody.Objects(("/mctp/28", EndpointOf((byte)28, 11u, new byte[] { 7, 8 }))),
                });
            }
        }
    }

    private Process StartDaemon()
    {
        var config = Path.Combine(_folder, "bus.conf");
        File.WriteAllText(config, $"""
            <busconfig>
              <type>session</type><listen>unix:path={Path.Combine(_folder, "bus")}</listen><auth>EXTERNAL</auth>
              <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/><allow user="*"/></policy>
            </busconfig>
            """);
        var daemon = Process.Start(new ProcessStartInfo("dbus-daemon", ["--nofork", "--nopidfile", "--nosyslog", "--print-address", $"--config-file={config}"]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("dbus-daemon (Debian package dbus-daemon) is needed.");
        Assert.NotNull(daemon.StandardOutput.ReadLine()); // it listens when it has told its address
        return daemon;
    }
}
