using System.Net;
using LabSdk.Kernel.Messaging;

namespace LabSdk.Kernel.Tests.Messaging;

public sealed class ConnectionInfoTests : IDisposable
{
    private const string Ports = "\"shell_port\":1,\"control_port\":2,\"stdin_port\":3,\"iopub_port\":4,\"hb_port\":5";
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void File_of_a_front_end_is_read()
    {
        var info = Read($$"""{{{Ports}},"ip":"127.0.0.1","key":"abc","transport":"tcp","signature_scheme":"hmac-sha256","kernel_name":"labsdk","more":1}""");
        Assert.Equal((1, 2, 3, 4, 5), (info.ShellPort, info.ControlPort, info.StdinPort, info.IoPubPort, info.HeartbeatPort));
        Assert.Equal(IPAddress.Loopback, info.Address);
        Assert.Equal("abc"u8, info.Key.Span);
    }

    [Fact]
    public void Empty_key_is_allowed_whatever_the_scheme()
    {
        Assert.True(Read($$"""{{{Ports}},"key":"","signature_scheme":"none"}""").Key.IsEmpty);
    }

    [Theory]
    [InlineData("\"transport\":\"ipc\"", "transport 'ipc'")]
    [InlineData("\"curve_publickey\":\"x\"", "CURVE")]
    [InlineData("\"key\":\"a\",\"signature_scheme\":\"hmac-md5\"", "hmac-md5")]
    [InlineData("\"ip\":\"0.0.0.0\"", "other machines")]
    [InlineData("\"ip\":\"192.168.1.4\"", "--allow-remote")]
    [InlineData("\"ip\":\"example\"", "not an IP address")]
    [InlineData("\"shell_port\":70000", "shell_port is not a port number")]
    [InlineData("\"hb_port\":\"x\"", "hb_port is not a port number")]
    public void What_this_kernel_does_not_do_is_refused_with_its_reason(string part, string reason)
    {
        var failure = Assert.Throws<LabConfigurationException>(() => Read($"{{{Ports},{part}}}"));
        Assert.Equal("LAB-KERN-0005", failure.ErrorId);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Remote_address_is_taken_when_that_is_meant()
    {
        Assert.Equal(IPAddress.Any, Read($$"""{{{Ports}},"ip":"0.0.0.0"}""", allowRemote: true).Address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void Unreadable_file_is_a_typed_error(string text)
    {
        Assert.Equal("LAB-KERN-0005", Assert.Throws<LabConfigurationException>(() => Read(text)).ErrorId);
        Assert.Equal("LAB-KERN-0005", Assert.Throws<LabConfigurationException>(() => ConnectionInfo.Read("/does/not/exist", false)).ErrorId);
    }

    private ConnectionInfo Read(string text, bool allowRemote = false)
    {
        File.WriteAllText(_file, text);
        return ConnectionInfo.Read(_file, allowRemote);
    }
}
