using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>Reads a Jupyter notebook: strict about its structure, tolerant about what may be missing.</summary>
internal sealed class IpynbReader
{
    private readonly Dictionary<JsonNode, int> _places = new(ReferenceEqualityComparer.Instance);
    private readonly string _text;
    private readonly string _name;
    private string _language = KernelNames.CSharp;

    public IpynbReader(string text, string name)
    {
        _text = text;
        _name = name;
    }

    public NotebookDocument Read()
    {
        if (JsonText.Parse(_text, _name, NotebookFormat.Ipynb, places: _places) is not JsonObject root)
        {
            throw Fault(null, "it is not a JSON object");
        }

        var version = Number(root, "nbformat") ?? throw Fault(root, "the key 'nbformat' is missing");
        if (version == 3)
        {
            NotebookVersion3.Upgrade(root);
        }
        else if (version != 4)
        {
            throw Fault(root, FormattableString.Invariant($"version {version} of nbformat is not known; known are 3 and 4"));
        }

        var metadata = Members(root, "metadata") ?? [];
        _language = NotebookLanguage.OfDocument(metadata);
        if (root["cells"] is not JsonArray cells)
        {
            throw Fault(root, "the list 'cells' is missing");
        }

        return new NotebookDocument
        {
            MinorVersion = version == 3 ? 5 : Math.Max(0, Number(root, "nbformat_minor") ?? 0),
            Cells = [.. cells.Select((cell, i) => Cell(cell as JsonObject ?? throw Fault(root, FormattableString.Invariant($"cell {i + 1} is not an object"))))],
            Metadata = Clean(Detached(metadata), "orig_nbformat", "orig_nbformat_minor", "signature"),
            Unknown = Rest(root, "cells", "metadata", "nbformat", "nbformat_minor"),
        };
    }

    private NotebookCell Cell(JsonObject cell)
    {
        var kind = Text(cell, "cell_type") switch
        {
            "code" => NotebookCellKind.Code,
            "markdown" => NotebookCellKind.Markdown,
            "raw" => NotebookCellKind.Raw,
            null => throw Fault(cell, "a cell has no 'cell_type'"),
            var other => throw Fault(cell, $"a cell has the unknown type '{Shorten(other)}'"),
        };
        var source = Lines(cell, "source") ?? "";
        var metadata = Clean(Members(cell, "metadata") is { } members ? Detached(members) : [], "trusted");
        var isCode = kind == NotebookCellKind.Code;
        var attachments = Members(cell, "attachments");
        foreach (var attachment in attachments?.Select(pair => pair.Value).OfType<JsonObject>() ?? [])
        {
            MimeData.Join(attachment);
        }

        return new NotebookCell
        {
            Kind = kind,
            Source = source,
            Language = isCode ? NotebookLanguage.OfCell(source, metadata, _language) : KernelNames.CSharp,
            Id = Text(cell, "id"),
            Metadata = metadata,
            Attachments = attachments is null ? null : Detached(attachments),
            ExecutionCount = isCode ? Number(cell, "execution_count") : null,
            Outputs = isCode ? Outputs(cell) : [],
            Unknown = isCode
                ? Rest(cell, "cell_type", "source", "metadata", "id", "attachments", "execution_count", "outputs")
                : Rest(cell, "cell_type", "source", "metadata", "id", "attachments"),
        };
    }

    private NotebookOutput[] Outputs(JsonObject cell) => cell["outputs"] switch
    {
        null => [],
        JsonArray outputs => [.. outputs.Select(output => Output(output as JsonObject ?? throw Fault(cell, "an output is not an object")))],
        _ => throw Fault(cell, "'outputs' is not a list"),
    };

    private NotebookOutput Output(JsonObject output)
    {
        switch (Text(output, "output_type"))
        {
            case "stream":
                return new StreamOutput(Text(output, "name") ?? "stdout", Lines(output, "text") ?? "") { Unknown = Rest(output, "output_type", "name", "text") };
            case "error":
                return new ErrorOutput(Text(output, "ename") ?? "", Text(output, "evalue") ?? "", Traceback(output))
                {
                    Unknown = Rest(output, "output_type", "ename", "evalue", "traceback"),
                };
            case ("display_data" or "execute_result") and var type:
                var data = Members(output, "data") ?? [];
                MimeData.Join(data);
                return new DataOutput(Detached(data))
                {
                    IsResult = type == "execute_result",
                    ExecutionCount = Number(output, "execution_count"),
                    Metadata = Members(output, "metadata") is { } metadata ? Detached(metadata) : [],
                    Unknown = Rest(output, "output_type", "data", "metadata", "execution_count"),
                };
            case var other:
                throw Fault(output, other is null ? "an output has no 'output_type'" : $"an output has the unknown type '{Shorten(other)}'");
        }
    }

    private string[] Traceback(JsonObject output) => output["traceback"] switch
    {
        null => [],
        JsonArray lines => [.. lines.Select(line => line is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Fault(output, "a line of 'traceback' is not a text"))],
        _ => throw Fault(output, "'traceback' is not a list of texts"),
    };

    private string? Text(JsonObject owner, string key) => owner[key] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw Fault(owner, $"'{key}' is not a text"),
    };

    private string? Lines(JsonObject owner, string key) => owner[key] is JsonArray lines
        ? MimeData.TryJoin(lines) ?? throw Fault(owner, $"'{key}' is neither a text nor a list of texts")
        : Text(owner, key);

    private int? Number(JsonObject owner, string key) => owner[key] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<long>(out var number) && number is >= int.MinValue and <= int.MaxValue => (int)number,
        _ => throw Fault(owner, $"'{key}' is not a whole number"),
    };

    private JsonObject? Members(JsonObject owner, string key) => owner[key] switch
    {
        null => null,
        JsonObject members => members,
        _ => throw Fault(owner, $"'{key}' is not an object"),
    };

    // A node has one parent; what goes into the model is taken out of the tree of the file.
    private static JsonObject Detached(JsonObject node)
    {
        if (node.Parent is JsonObject owner)
        {
            owner.Remove(node.GetPropertyName());
        }

        return node;
    }

    private static JsonObject Clean(JsonObject metadata, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            metadata.Remove(key);
        }

        return metadata;
    }

    private static JsonObject? Rest(JsonObject owner, params string[] known)
    {
        string[] unknown = [.. owner.Select(pair => pair.Key).Where(key => !known.Contains(key))];
        return unknown.Length == 0 ? null : new JsonObject(unknown.Select(key => KeyValuePair.Create(key, owner[key]?.DeepClone())));
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "...";

    private NotebookFormatException Fault(JsonNode? owner, string why)
    {
        var (line, column) = TextPosition.Of(_text, owner is not null && _places.TryGetValue(owner, out var at) ? at : 0);
        return new NotebookFormatException(_name, NotebookFormat.Ipynb, why, line, column);
    }
}
