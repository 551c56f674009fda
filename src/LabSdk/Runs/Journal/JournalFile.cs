using Microsoft.Win32.SafeHandles;

namespace LabSdk;

/// <summary>A journal's file on disk. No buffer of its own: each write is one call to the operating system.</summary>
internal sealed class JournalFile(SafeFileHandle handle) : IJournalFile
{
    public static JournalFile Create(string path) =>
        new(File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    public static JournalFile Open(string path) =>
        new(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    public void Write(ReadOnlySpan<byte> bytes, long at) => RandomAccess.Write(handle, bytes, at);

    public void Truncate(long length) => RandomAccess.SetLength(handle, length);

    public void Flush() => RandomAccess.FlushToDisk(handle);

    public void Dispose() => handle.Dispose();
}
