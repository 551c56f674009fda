using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LabSdk.Kernel.Session.History;

/// <summary>
/// The cells of earlier sessions: one JSON object per line, readable by its owner only, shortened to its newer half when
/// it has grown beyond 4 MB. A file that cannot be used is no reason to fail a cell: the session then has its own cells.
/// </summary>
internal sealed class HistoryFile(string path)
{
    /// <summary>Names another file; <c>off</c> for none.</summary>
    public const string Variable = "LABSDK_HISTORY";

    private const long LargestFile = 4 << 20;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The file of the user; null when the user wants none.</summary>
    public static HistoryFile? OfUser() => Environment.GetEnvironmentVariable(Variable) switch
    {
        "off" => null,
        { Length: > 0 } given => new HistoryFile(given),
        _ => new HistoryFile(Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "labsdk", "history.jsonl")),
    };

    /// <summary>The entries of the file; lines that cannot be read are left out.</summary>
    public IReadOnlyList<HistoryEntry> Read()
    {
        try
        {
            if (!File.Exists(path))
            {
                return [];
            }

            Shorten();
            return [.. File.ReadLines(path).Select(Parse).OfType<HistoryEntry>()];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Adds an entry, without its output.</summary>
    public void Append(HistoryEntry entry)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using var file = new FileStream(path, Options(FileMode.Append));
            file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry with { Output = null }, HistoryJson.Default.HistoryEntry) + "\n"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static FileStreamOptions Options(FileMode mode)
    {
        // Several kernels may add lines at the same time.
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    private static HistoryEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, HistoryJson.Default.HistoryEntry) is { Input: not null, Session: > 0 } entry ? entry : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Shorten()
    {
        var length = new FileInfo(path).Length;
        if (length <= LargestFile)
        {
            return;
        }

        var text = File.ReadAllBytes(path);
        var from = Array.IndexOf(text, (byte)'\n', text.Length / 2) + 1;
        var shorter = path + ".new";
        using (var file = new FileStream(shorter, Options(FileMode.Create)))
        {
            file.Write(text.AsSpan(from));
        }

        File.Move(shorter, path, overwrite: true);
    }
}

/// <summary>Generated converter of <see cref="HistoryFile"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HistoryEntry))]
internal sealed partial class HistoryJson : JsonSerializerContext;
