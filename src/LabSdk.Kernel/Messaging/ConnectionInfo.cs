using System.Net;
using System.Text;
using System.Text.Json;

namespace LabSdk.Kernel.Messaging;

/// <summary>What a Jupyter client writes into the connection file: where to listen and how to sign.</summary>
/// <param name="Address">The address of this machine to listen on.</param>
/// <param name="ShellPort">Port of requests.</param>
/// <param name="ControlPort">Port of interrupt and shutdown.</param>
/// <param name="StdinPort">Port of questions to the user.</param>
/// <param name="IoPubPort">Port of outputs.</param>
/// <param name="HeartbeatPort">Port of the heartbeat.</param>
/// <param name="Key">Key of the signatures; empty when nothing is signed.</param>
internal sealed record ConnectionInfo(
    IPAddress Address, int ShellPort, int ControlPort, int StdinPort, int IoPubPort, int HeartbeatPort, ReadOnlyMemory<byte> Key)
{
    private const int LongestFile = 64 << 10;

    /// <summary>Reads a connection file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="allowRemote">True to listen on addresses that other machines reach, too.</param>
    /// <exception cref="LabConfigurationException">It cannot be read, or asks for something that this kernel does not do.</exception>
    public static ConnectionInfo Read(string path, bool allowRemote)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > LongestFile)
            {
                throw Unusable(path, "it is too long.");
            }

            using var document = JsonDocument.Parse(file);
            return Parse(document.RootElement, path, allowRemote);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            throw Unusable(path, failure.Message, "A Jupyter front end writes this file and starts the kernel with it.", failure);
        }
    }

    private static ConnectionInfo Parse(JsonElement root, string path, bool allowRemote)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Unusable(path, "it is not a JSON object.");
        }

        if (Text(root, "curve_publickey").Length > 0 || Text(root, "curve_secretkey").Length > 0)
        {
            throw Unusable(path, "it asks for CURVE encryption, which this kernel does not speak.", "Turn transport encryption off in the front end; the kernel listens on this machine only.");
        }

        if (Text(root, "transport", "tcp") is not "tcp" and var transport)
        {
            throw Unusable(path, $"it asks for the transport '{transport}'; this kernel speaks tcp.", "Start the front end with --KernelManager.transport=tcp.");
        }

        var key = Encoding.UTF8.GetBytes(Text(root, "key"));
        if (key.Length > 0 && Text(root, "signature_scheme", "hmac-sha256") is not "hmac-sha256" and var scheme)
        {
            throw Unusable(path, $"it asks for signatures of the kind '{scheme}'; this kernel signs with hmac-sha256.");
        }

        return new ConnectionInfo(
            Listen(Text(root, "ip", "127.0.0.1"), path, allowRemote),
            Port(root, "shell_port", path),
            Port(root, "control_port", path),
            Port(root, "stdin_port", path),
            Port(root, "iopub_port", path),
            Port(root, "hb_port", path),
            key);
    }

    private static IPAddress Listen(string text, string path, bool allowRemote)
    {
        var address = text == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(text, out var given) ? given
            : throw Unusable(path, $"'{text}' is not an IP address.");
        return IPAddress.IsLoopback(address) || allowRemote ? address : throw Unusable(
            path,
            $"it asks to listen on {address}, which other machines reach: whoever has the key could run code here.",
            "Use 127.0.0.1, or start the kernel with --allow-remote if that is meant.");
    }

    private static string Text(JsonElement root, string name, string whenMissing = "") =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : whenMissing;

    private static int Port(JsonElement root, string name, string path) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var port) && port is >= 0 and <= IPEndPoint.MaxPort
            ? port
            : throw Unusable(path, $"{name} is not a port number.");

    private static LabConfigurationException Unusable(string path, string why, string? hint = null, Exception? failure = null) =>
        new(KernelErrorIds.ConnectionFile, $"The connection file '{path}' cannot be used: {why}", hint, innerException: failure);
}
