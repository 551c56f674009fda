using System.Text;
using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>Writes a notebook with its outputs as Markdown.</summary>
internal sealed class MarkdownExporter(NotebookDocument document, ExportOptions options, string imageFolder)
{
    private static readonly (string Type, string Extension)[] Pictures =
        [("image/svg+xml", "svg"), ("image/png", "png"), ("image/jpeg", "jpg"), ("image/gif", "gif"), ("image/webp", "webp")];

    private readonly List<string> _parts = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _files = new(StringComparer.Ordinal);

    public MarkdownExport Write()
    {
        for (var i = 0; i < document.Cells.Count; i++)
        {
            Cell(document.Cells[i], i + 1);
        }

        return new MarkdownExport(_parts.Count == 0 ? "" : string.Join("\n\n", _parts) + "\n", _files);
    }

    private void Cell(NotebookCell cell, int number)
    {
        var tags = cell.Tags;
        if (tags.Contains(CellTags.RemoveCell) || cell.Kind == NotebookCellKind.Raw)
        {
            return;
        }

        if (cell.Kind == NotebookCellKind.Markdown)
        {
            Add(Attached(cell, number));
            return;
        }

        if (!tags.Contains(CellTags.RemoveInput) && TextLines.Trimmed(cell.Body) is { Length: > 0 } code)
        {
            Add(MarkdownFence.Around(code, DibKernels.IsName(cell.Language) ? cell.Language : ""));
        }

        for (var i = 0; !tags.Contains(CellTags.RemoveOutput) && i < cell.Outputs.Count; i++)
        {
            Add(Output(cell.Outputs[i], FormattableString.Invariant($"cell-{number}-{i + 1}")));
        }
    }

    private string Output(NotebookOutput output, string name) => output switch
    {
        StreamOutput stream => Text(ConsoleText.Settle(stream.Text)),
        ErrorOutput error => Text(error.Traceback.Count > 0 ? string.Join('\n', error.Traceback) : $"{error.Name}: {error.Message}"),
        DataOutput data => Data(data, name),
        _ => "",
    };

    private string Data(DataOutput data, string name)
    {
        foreach (var (type, extension) in Pictures)
        {
            if (data.Text(type) is { } content && Bytes(type, content) is { } bytes)
            {
                return Picture(type, bytes, $"{name}.{extension}");
            }
        }

        return data.Text("text/markdown") is { } markdown ? TextLines.Trimmed(markdown)
            : data.Text("text/plain") is { } text ? Text(text)
            : data.Data["application/json"] is { } json ? MarkdownFence.Around(JsonWriter.Write(json, indent: 2, sorted: false), "json")
            : data.Text("text/html") is { } html ? Text(Plain(html))
            : "";
    }

    private string Picture(string type, byte[] content, string file)
    {
        if (options.EmbedImages)
        {
            return $"![picture](data:{type};base64,{Convert.ToBase64String(content)})";
        }

        _files[$"{imageFolder}/{file}"] = content;
        return $"![picture]({Uri.EscapeDataString(imageFolder)}/{file})";
    }

    // A picture in the cell becomes one of the document.
    private string Attached(NotebookCell cell, int number)
    {
        var text = TextLines.Trimmed(cell.Source);
        foreach (var (name, forms) in cell.Attachments ?? [])
        {
            foreach (var (type, extension) in Pictures)
            {
                if (forms?[type] is JsonValue value && value.TryGetValue<string>(out var content) && Bytes(type, content) is { } bytes)
                {
                    var link = Picture(type, bytes, FormattableString.Invariant($"attached-{number}-{_files.Count + 1}.{extension}"));
                    text = text.Replace($"(attachment:{name})", link[link.IndexOf('(', StringComparison.Ordinal)..], StringComparison.Ordinal);
                    break;
                }
            }
        }

        return text;
    }

    private static byte[]? Bytes(string type, string content)
    {
        if (type == "image/svg+xml" && content.Contains('<', StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetBytes(content);
        }

        var buffer = new byte[(content.Length * 3 / 4) + 3];
        return Convert.TryFromBase64String(content, buffer, out var length) ? buffer[..length] : null;
    }

    private static string Text(string text) => TextLines.Trimmed(AnsiHtml.ToPlain(text)) is { Length: > 0 } plain ? MarkdownFence.Around(plain, "text") : "";

    private static string Plain(string html) =>
        string.Concat(new HtmlTokens(html).All().Select(token => token.Kind switch { HtmlTokenKind.Text => token.Text, HtmlTokenKind.End when token.Text is "tr" or "p" or "div" or "li" => "\n", _ => "" }));

    private void Add(string part)
    {
        if (part.Length > 0)
        {
            _parts.Add(part);
        }
    }
}
