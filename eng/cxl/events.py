"""The C# file of one kind of event record."""
import emit
from emit import doc, local
from identifiers import identifier
from model import Struct
from names import NAMES, escape, member, pascal, sentence


def event_name(key):
    return "Cxl" + pascal(key.removeprefix("event_")) + "Event"


def validity(struct):
    """(field, C# condition over locals, flag or None) of each field that is only sometimes valid."""
    flags = next((field for field in struct.fields if field.json == "validity_flags"), None)
    bits = {bit["name"]: member(bit["name"]) for bit in flags.raw["bits"]} if flags else {}
    for field in struct.fields:
        given = NAMES["event_conditions"].get(field.path)
        bit = given.removeprefix("validityFlags:") if given and given.startswith("validityFlags:") else field.json
        if bit in bits:
            flag = f"{flags.type}.{bits[bit]}"
            yield field, f"(validityFlags & {flag}) != 0", flag
        elif given:
            yield field, given, None


def properties(struct, sometimes):
    out = ""
    for field in struct.fields:
        if field.reserved:
            continue
        text = field.summary
        if field in sometimes:
            text = text[:-1] + "; null when not valid."
        if field.json == "validity_flags":
            text = "Which fields the device says are valid. Writing sets the flags of the fields that are given, and keeps the others."
        out += doc(text, "    ") + f"    public {field.type}{'?' if field in sometimes else ''} {field.name} {{ get; init; }}"
        out += " = [];\n\n" if field.kind == "words" and field not in sometimes else "\n\n"
    return out


def event_file(key, kind, fields):
    name = event_name(key)
    struct = Struct(key, fields, name, 80)
    checks = list(validity(struct))
    sometimes = {field: condition for field, condition, _ in checks}
    flags = next((field for field in struct.fields if field.json == "validity_flags"), None)
    reads, inits = [], []
    for field in struct.fields:
        if field.reserved:
            reads.append(f"reader.Skip({field.size});")
            continue
        reads.append(f"var {local(field.name)} = {field.read()};")
        nothing = f"({field.type}?)null" if field.kind == "bytes" else "null"  # null alone would become an empty memory
        value = f"{sometimes[field]} ? {local(field.name)} : {nothing}" if field in sometimes else local(field.name)
        inits.append(f"{field.name} = {value},")
    writes = []
    for field in struct.fields:
        if field.reserved:
            writes.append(f"writer.Skip({field.size});")
        elif field is flags:
            writes.append(field.write("ValidityOnTheWire") + ";")
        elif field in sometimes:
            plain = f"{field.name} ?? []" if field.kind == "words" else f"{field.name} ?? default"
            writes.append(field.write(f"({plain})" if field.cast == "register" else plain) + ";")
        else:
            writes.append(field.write() + ";")
    rest = 80 - struct.size
    if rest:
        reads.append(f"reader.Skip({rest});")
        writes.append(f"writer.Skip({rest});")
    out = doc(NAMES["struct_titles"][name]) + emit.layout(fields, key)
    out += f"public sealed partial record {name} : CxlEventDetails\n{{\n" + properties(struct, sometimes)
    out += f"    /// <inheritdoc/>\n    public override Guid Uuid => CxlEventIds.{identifier(kind['name'])};\n\n"
    if flags:
        by_flag = {}
        for field, _, flag in checks:
            if flag:
                by_flag.setdefault(flag, []).append(field)
        all_flags = " | ".join(by_flag)
        lines = "\n".join(f"        | ({' && '.join(f'{field.name} is null' for field in group)} ? {flags.type}.None : {flag})" for flag, group in by_flag.items())
        out += f"    private {flags.type} ValidityOnTheWire => (ValidityFlags & ~({all_flags}))\n{lines};\n\n"
    pad = "        "
    out += ("    /// <summary>Reads the data of a record, 80 bytes.</summary>\n    /// <param name=\"data\">The data, from byte 48 of the record on.</param>\n"
            "    /// <exception cref=\"CxlProtocolException\">There are fewer.</exception>\n"
            f"    public static {name} Read(ReadOnlyMemory<byte> data)\n    {{\n        var reader = new CxlReader(data, CxlCommands.GetEventRecords, DataSize);\n"
            + "\n".join(pad + line for line in reads) + f"\n        return new()\n        {{\n" + "\n".join(pad + "    " + line for line in inits) + "\n        };\n    }\n\n"
            "    /// <inheritdoc/>\n    public override int Write(Span<byte> destination)\n    {\n        var writer = new CxlWriter(destination, DataSize);\n"
            + "\n".join(pad + line for line in writes) + "\n        return writer.Written;\n    }\n\n" + emit.TO_STRING + "}\n")
    return out
