using System.IO.Compression;
using LabSdk.Cxl;

namespace LabSdk.Families.Cxl.Doctor;

/// <summary>The kernel of this computer.</summary>
internal sealed class ThisKernel : ICxlPlaces
{
    // Any id does: nothing is sent to it.
    private const byte SomeEndpoint = 8;

    public bool IsLinux => OperatingSystem.IsLinux();

    public IReadOnlyList<CxlMailboxInfo> Mailboxes() => CxlContext.DiscoverMailboxes();

    public IAsyncDisposable OpenMailbox(string name) => new CxlContext(new CxlOptions { Probe = false }).OpenMailbox(name);

    public async Task<IAsyncDisposable> OpenMctpAsync() => await new CxlContext(new CxlOptions { Probe = false }).OpenMctpAsync(0, SomeEndpoint).ConfigureAwait(false);

    public bool? KernelHas(string option) => Read("/proc/config.gz", isPacked: true) is { } own ? Has(own, option)
        : Read("/proc/sys/kernel/osrelease", isPacked: false)?.Trim() is { Length: > 0 } release && Read($"/boot/config-{release}", isPacked: false) is { } installed ? Has(installed, option)
        : null;

    public string? Lockdown() => Read("/sys/kernel/security/lockdown", isPacked: false);

    private static bool Has(string configuration, string option) =>
        configuration.Split('\n').Any(line => line == $"{option}=y" || line == $"{option}=m");

    private static string? Read(string path, bool isPacked)
    {
        try
        {
            using var file = File.OpenRead(path);
            using Stream content = isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(content);
            return reader.ReadToEnd();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }
}
