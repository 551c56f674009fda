using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using LabSdk.Data;

namespace LabSdk;

/// <summary>The folder of one run: names that cannot lead out of it, and a record that is never half-written.</summary>
internal sealed class RunFolder
{
    private const int MostCharacters = 60;
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private RunFolder(string path) => Path = path;

    public string Path { get; }

    /// <exception cref="LabException">The folder cannot be made.</exception>
    public static RunFolder Create(string? root, string name, string uid, DateTimeOffset started)
    {
        var stamp = started.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root ?? "data", $"{stamp}_{SafeName(name)}_{uid[^8..]}"));
        return Guard(path, () =>
        {
            Directory.CreateDirectory(path);
            return new RunFolder(path);
        });
    }

    /// <exception cref="LabException">The file cannot be written.</exception>
    public string Save(DataFrame data, string name) => Guard(Path, () =>
    {
        var safe = SafeName(name);
        var path = System.IO.Path.Combine(Path, safe + ".csv");
        for (var next = 2; File.Exists(path); next++)
        {
            path = System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"{safe}-{next}.csv"));
        }

        data.SaveCsv(path);
        return path;
    });

    /// <exception cref="LabException">The record cannot be written.</exception>
    public async Task WriteAsync(RunDocument document, CancellationToken cancellationToken)
    {
        var path = System.IO.Path.Combine(Path, "run.json");
        try
        {
            // Written beside and moved over: a reader never sees half a record, nor does a crash leave one.
            var text = JsonSerializer.Serialize(document, Json) + "\n";
            await File.WriteAllTextAsync(path + ".new", text, cancellationToken).ConfigureAwait(false);
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw NotWritten(path, error);
        }
    }

    /// <summary>Letters, digits, dash and underscore; everything else becomes one dash.</summary>
    internal static string SafeName(string name)
    {
        var safe = new StringBuilder();
        foreach (var character in name)
        {
            if (char.IsAsciiLetterOrDigit(character) || character is '_' or '-')
            {
                safe.Append(character);
            }
            else if (safe.Length > 0 && safe[^1] != '-')
            {
                safe.Append('-');
            }

            if (safe.Length == MostCharacters)
            {
                break;
            }
        }

        var text = safe.ToString().Trim('-');
        return text.Length == 0 ? "unnamed" : text;
    }

    private static T Guard<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw NotWritten(path, error);
        }
    }

    private static LabException NotWritten(string path, Exception error) => new(
        LabErrorIds.RunRecordNotWritten,
        $"The run cannot be written to {path}: {error.Message.TrimEnd('.')}.",
        "Free some space or choose another LabOptions.DataFolder; data in memory can still be saved with SaveCsv.",
        innerException: error);
}
