using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>Pictures that Markdown cells name: attached ones, and files of the folder of the notebook.</summary>
internal sealed class CellPictures(string? folder)
{
    private const string Attachment = "attachment:";
    private const long LargestFile = 20 << 20;

    /// <summary>The picture behind an address as a data address; null when there is none.</summary>
    public string? Find(NotebookCell cell, string address) =>
        address.StartsWith(Attachment, StringComparison.Ordinal) ? Attached(cell, Uri.UnescapeDataString(address[Attachment.Length..])) : FromFile(Uri.UnescapeDataString(address));

    private static string? Attached(NotebookCell cell, string name)
    {
        if (cell.Attachments?[name] is not JsonObject forms)
        {
            return null;
        }

        foreach (var (type, value) in forms)
        {
            if (value is JsonValue data && data.TryGetValue<string>(out var base64) && $"data:{type};base64,{base64}" is var url && SafeUrl.IsPicture(url))
            {
                return url;
            }
        }

        return null;
    }

    private string? FromFile(string name)
    {
        var type = Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".png" => "png", ".jpg" or ".jpeg" => "jpeg", ".gif" => "gif", ".webp" => "webp", ".svg" => "svg+xml", _ => null,
        };
        if (folder is null || type is null || name.Contains(':', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(name))
        {
            return null;
        }

        try
        {
            // Neither ".." nor a link leads out of the folder.
            var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
            var file = new FileInfo(Path.GetFullPath(Path.Combine(root, name)));
            return file.FullName.StartsWith(root, StringComparison.Ordinal) && file.Exists && file.LinkTarget is null && file.Length <= LargestFile
                ? $"data:image/{type};base64,{Convert.ToBase64String(File.ReadAllBytes(file.FullName))}"
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
