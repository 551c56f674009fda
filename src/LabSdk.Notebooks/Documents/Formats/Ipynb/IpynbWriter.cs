using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>Writes a Jupyter notebook byte for byte as Jupyter's own library would.</summary>
internal static class IpynbWriter
{
    private const int FirstVersionWithIds = 5;

    public static string Write(NotebookDocument document)
    {
        var hasIds = document.MinorVersion >= FirstVersionWithIds || document.Cells.Any(cell => cell.Id is not null);
        var ids = hasIds ? CellIds.For(document.Cells) : null;
        var language = document.Language;
        var root = Copy(document.Unknown);
        root["cells"] = new JsonArray([.. document.Cells.Select((cell, i) => Cell(cell, language, ids?[i]))]);
        root["metadata"] = document.Metadata.DeepClone();
        root["nbformat"] = 4;
        root["nbformat_minor"] = hasIds ? Math.Max(document.MinorVersion, FirstVersionWithIds) : document.MinorVersion;
        return JsonWriter.Write(root) + "\n";
    }

    private static JsonObject Cell(NotebookCell cell, string language, string? id)
    {
        var result = Copy(cell.Unknown);
        var isCode = cell.Kind == NotebookCellKind.Code;
        result["cell_type"] = cell.Kind switch { NotebookCellKind.Code => "code", NotebookCellKind.Markdown => "markdown", _ => "raw" };
        result["metadata"] = (isCode ? NotebookLanguage.Told(cell, language) : cell.Metadata).DeepClone();
        result["source"] = MimeData.Lines(cell.Source);
        if (id is not null)
        {
            result["id"] = id;
        }

        if (cell.Attachments is { } attachments)
        {
            result["attachments"] = new JsonObject(attachments.Select(pair => KeyValuePair.Create(
                pair.Key, pair.Value is JsonObject data ? MimeData.Split(data) : pair.Value?.DeepClone())));
        }

        if (isCode)
        {
            result["execution_count"] = cell.ExecutionCount;
            result["outputs"] = new JsonArray([.. cell.Outputs.Select(Output)]);
        }

        return result;
    }

    private static JsonObject Output(NotebookOutput output)
    {
        var result = Copy(output.Unknown);
        switch (output)
        {
            case StreamOutput stream:
                result["output_type"] = "stream";
                result["name"] = stream.Name;
                result["text"] = MimeData.Lines(stream.Text);
                break;
            case ErrorOutput error:
                result["output_type"] = "error";
                result["ename"] = error.Name;
                result["evalue"] = error.Message;
                result["traceback"] = new JsonArray([.. error.Traceback.Select(line => JsonValue.Create(line))]);
                break;
            case DataOutput data:
                result["output_type"] = data.IsResult ? "execute_result" : "display_data";
                result["data"] = MimeData.Split(data.Data);
                result["metadata"] = data.Metadata.DeepClone();
                if (data.IsResult || data.ExecutionCount is not null)
                {
                    result["execution_count"] = data.ExecutionCount;
                }

                break;
        }

        return result;
    }

    private static JsonObject Copy(JsonObject? unknown) => (JsonObject?)unknown?.DeepClone() ?? [];
}
