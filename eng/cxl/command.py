"""The C# file of one command: its description, its request and its response."""
import emit
from model import STRUCTS, Struct
from names import TABLE, escape, member, notes, pascal, sentence

DANGER = {"none": "None", "log": "Log", "policy": "Policy", "config": "Config", "disruptive": "Disruptive", "security": "Security",
          "data_loss": "DataLoss", "unknown": "Unknown"}
RAW_NOTE = {"get_log": "The bytes of the log; at most as many as were asked for.",
            "get_feature": "The value of the feature; may be shorter than asked for.",
            "memdev_get_lsa": "The bytes of the label storage area.",
            "memdev_security_receive": "What the security protocol returned.",
            "vendor_specific": "What the vendor's command returned."}


def opcode(command):
    return int(command["opcode"], 16)


def hex_code(command):
    return f"{opcode(command):04X}h"


def title(command):
    return escape(command["title"].replace(" (C000h-FFFFh)", ""))


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def description(command):
    name = pascal(command["id"])
    effects = " | ".join("CxlCommandEffects." + member(effect) for effect in command["effects"]) or "CxlCommandEffects.None"
    listed = ", ".join(quoted(note) for note in notes(command))
    rows = [("Id", quoted(command["id"])), ("Title", quoted(command["title"].replace(" (C000h-FFFFh)", ""))),
            ("Opcode", f"0x{opcode(command):04X}"),
            ("MessageType", "CxlMessageType." + ("FabricManager" if command["mctp_message_type"] == 7 else "Component")),
            ("RequiresFabricManager", str(command["requires_fmapi"]).lower()), ("Danger", "CxlDanger." + DANGER[command["danger"]]),
            ("Background", "CxlBackgroundUse." + command["background"].capitalize()),
            ("RequestFixedSize", str(command["request_fixed_size"] or 0)), ("ResponseMinimumSize", str(command["response_min_size"])),
            ("IsRawDenied", str(command["linux_raw_denied_by_default"]).lower()), ("Effects", effects),
            ("AppliesTo", quoted(command["applies_to"])), ("Notes", f"[{listed}]")]
    text = " ".join(escape(sentence(note)) for note in notes(command)) or escape(sentence(command["applies_to"]))
    return ("public static partial class CxlCommands\n{\n"
            + emit.doc(f"{title(command)}, {hex_code(command)}. {text}", "    ")
            + f"    public static CxlCommand {name} {{ get; }} = new()\n    {{\n"
            + "".join(f"        {key} = {value},\n" for key, value in rows) + "    };\n}\n")


def raw_record(name, summary, field_doc, command, is_request):
    role = f"ICxlRequest<{name}>" if is_request else f"ICxlResponse<{name}>"
    extra = "" if is_request else ", ICxlRequest? request = null"
    return (emit.doc(summary) + f"public readonly partial record struct {name} : {role}\n{{\n"
            + emit.doc(field_doc, "    ") + "    public ReadOnlyMemory<byte> Data { get; init; }\n\n"
            f"    /// <inheritdoc/>\n    public static CxlCommand Command => CxlCommands.{pascal(command['id'])};\n\n"
            "    /// <inheritdoc/>\n    public int Size => Data.Length;\n\n"
            f"    /// <inheritdoc/>\n    public static {name} Read(ReadOnlyMemory<byte> payload{extra}) => new() {{ Data = payload }};\n\n"
            "    /// <inheritdoc/>\n    public int Write(Span<byte> destination)\n    {\n"
            "        var writer = new CxlWriter(destination, Size);\n        writer.Bytes(Data);\n        return writer.Written;\n    }\n\n" + emit.TO_STRING + "}\n")


def cel_record(command):
    raw = {"name": "entries", "offset": 0, "type": "struct", "size": 0, "struct": "get_log_cel_rsp", "element_size": 4, "flexible": True, "count_rule": "*rest"}
    table = emit.layout([raw], "get_log_cel")
    return (emit.doc("Answer of Get Log with the Command Effects Log (0401h): what the device can do.") + table
            + "public sealed partial record GetLogCel : ICxlResponse<GetLogCel>\n{\n"
            + emit.doc("The commands that the device has.", "    ") + "    public IReadOnlyList<CxlCelEntry> Entries { get; init; } = [];\n\n"
            + emit.doc("Bytes at the end that are no whole entry; part of the payload that was read.", "    ")
            + "    public ReadOnlyMemory<byte> Surplus { get; init; }\n\n"
            "    /// <inheritdoc/>\n    public static CxlCommand Command => CxlCommands.GetLogCel;\n\n"
            "    /// <inheritdoc/>\n    public int Size => (Entries.Count * 4) + Surplus.Length;\n\n"
            "    /// <inheritdoc/>\n    public static GetLogCel Read(ReadOnlyMemory<byte> payload, ICxlRequest? request = null)\n    {\n"
            "        var reader = new CxlReader(payload, Command, 0);\n        var entries = reader.List<CxlCelEntry>((uint)payload.Length / 4);\n"
            "        return new() { Entries = entries, Surplus = reader.Rest() };\n    }\n\n"
            "    /// <inheritdoc/>\n    public int Write(Span<byte> destination)\n    {\n        var writer = new CxlWriter(destination, Size);\n"
            "        writer.List(Entries);\n        writer.Bytes(Surplus);\n        return writer.Written;\n    }\n\n" + emit.TO_STRING + "}\n")


def request_record(command):
    name = pascal(command["id"]) + "Request"
    summary = f"Request of {title(command)} ({hex_code(command)})."
    if command["request"] == "raw":
        return raw_record(name, summary, "What to send.", command, True)
    body = STRUCTS[command["request"]]
    return emit.record(Struct(command["request"], body["fields"], name, body["size"]), summary, emit.layout(body["fields"], command["request"]), "request", pascal(command["id"]))


def response_record(command):
    name = pascal(command["id"])
    summary = f"Answer of {title(command)} ({hex_code(command)})."
    if command["response"].startswith("raw"):
        return raw_record(name, summary, RAW_NOTE[command["id"]] + " Part of the payload that was read.", command, False)
    if command["response"].startswith("cel"):
        return cel_record(command)
    body = STRUCTS[command["response"]]
    return emit.record(Struct(command["response"], body["fields"], name, body["size"]), summary, emit.layout(body["fields"], command["response"]), "response", name)


def command_file(command):
    parts = [description(command)]
    if command["request"]:
        parts.append(request_record(command))
    if command["response"]:
        parts.append(response_record(command))
    return "\n".join(parts)


command_file.name = lambda command: pascal(command["id"])


def command_list():
    lines = "".join(f"        CxlCommands.{pascal(command['id'])},\n" for command in TABLE["commands"])
    return (emit.doc("All commands, in the order of the table. Apart from CxlCommands, so that all of them exist when it is made.")
            + "internal static class CxlCommandList\n{\n    public static readonly CxlCommand[] All =\n    [\n" + lines + "    ];\n}\n")
