namespace LabSdk.Tests.Tapes;

/// <summary>A folder for the tapes of one test.</summary>
internal sealed class TapeFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-tapes").FullName;

    public string Folder => _folder;

    public string Path => System.IO.Path.Combine(_folder, "x.labtape");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
