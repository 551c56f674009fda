using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace LabSdk.Odp.Transport;

/// <summary>Finds librdkafka: the one beside the application where there is one, else the system's.</summary>
internal static class KafkaLibrary
{
    private const string Name = "librdkafka";
    private static readonly Lazy<Exception?> Failure = new(Load);

    /// <summary>Its version; null when it cannot be loaded.</summary>
    public static string? Version => Failure.Value is null ? Library.VersionString : null;

    /// <summary>Loads it, once.</summary>
    /// <exception cref="OdpConfigurationException">It cannot be loaded.</exception>
    public static void EnsureLoaded()
    {
        if (Failure.Value is { } failure)
        {
            throw new OdpConfigurationException(
                OdpErrorKind.NoKafkaLibrary,
                $"The native Kafka library librdkafka cannot be loaded: {failure.Message}",
                "Install it: 'apt-get install librdkafka1' on Debian and Ubuntu, 'brew install librdkafka' on macOS.",
                failure);
        }
    }

    /// <summary>For assemblies that import functions of librdkafka.</summary>
    internal static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name is not (Name or "libdl"))
        {
            return 0;
        }

        // The plain name first, so that a library that came with the application wins.
        string[] names = name == "libdl" ? [name, "libdl.so.2"] : [name, "librdkafka.so.1", "librdkafka.1.dylib"];
        foreach (var each in names)
        {
            if (NativeLibrary.TryLoad(each, assembly, path, out var handle))
            {
                return handle;
            }
        }

        return 0;
    }

    private static Exception? Load()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(Library).Assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // The application has set one of its own, which is to find the library.
        }

        try
        {
            if (!Library.IsLoaded)
            {
                Library.Load();
            }

            return null;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException or InvalidOperationException or BadImageFormatException or TypeInitializationException)
        {
            return error;
        }
    }
}
