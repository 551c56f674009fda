using System.Runtime.InteropServices;

namespace LabSdk;

/// <summary>Loads the native library of the database.</summary>
internal static class SqliteLibrary
{
    private const int Now = 0x002;
    private const int Global = 0x100;
    private static readonly Lazy<Exception?> Loaded = new(Load);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint OpenLibrary([MarshalAs(UnmanagedType.LPUTF8Str)] string name, int flags);

    /// <exception cref="RunCatalogException">It cannot be loaded.</exception>
    public static void Need()
    {
        if (Loaded.Value is { } error)
        {
            throw new RunCatalogException(
                RunCatalogErrorIds.NoDatabase,
                $"The runs cannot be listed: the library e_sqlite3 cannot be loaded: {error.Message.Split('\n')[0].TrimEnd('.', ':', ' ')}.",
                "Add the package LabSdk with its dependencies; a single journal opens without it: Lab.Runs.Open(path).",
                innerException: error);
        }
    }

    private static Exception? Load()
    {
        try
        {
            LoadMathematics();
            SQLitePCL.Batteries_V2.Init();
            return null;
        }
        catch (Exception error) when (error is DllNotFoundException or TypeInitializationException or BadImageFormatException or EntryPointNotFoundException)
        {
            return error;
        }
    }

    // The packaged library for Linux calls mathematical functions without naming the library they are in. Where the host of this
    // process has not loaded that one for all, it must be done first.
    private static void LoadMathematics()
    {
        if (OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var libc) && NativeLibrary.TryGetExport(libc, "dlopen", out var open))
        {
            Marshal.GetDelegateForFunctionPointer<OpenLibrary>(open)("libm.so.6", Now | Global);
        }
    }
}
