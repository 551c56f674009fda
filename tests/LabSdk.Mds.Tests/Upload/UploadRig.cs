namespace LabSdk.Mds.Tests.Upload;

/// <summary>What upload tests have in common.</summary>
internal static class UploadRig
{
    public const string Key = "c0ffee00c0ffee00c0ffee00c0ffee00";

    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static DeviceConfig Config(string uri, string? authorization = null) => new()
    {
        DeviceIdentifier = "DEMO-1",
        DataUri = uri,
        Authorization = new Secret(authorization ?? $"Memfault-Project-Key:{Key}"),
    };

    public static UploadOptions Options(Action<UploadOptions>? change = null)
    {
        var options = new UploadOptions { AllowLoopbackHttp = true, RequestTimeout = RequestTimeout, Randomizer = () => 0 };
        change?.Invoke(options);
        return options;
    }

    /// <summary>The n-th chunk: told by its content.</summary>
    public static byte[] Chunk(int number) => [0x08, .. BitConverter.GetBytes(number), 0xAA, (byte)(number * 7)];

    public static int NumberOf(byte[] chunk) => BitConverter.ToInt32(chunk, 1);
}
