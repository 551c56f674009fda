"""What the generator knows of each field: C# type, how to read it, how to write it."""
import re

from names import NAMES, TABLE, UNITS, escape, field_name, sentence, spoken

STRUCTS = TABLE["structs"]
EVENT_HEADER = 48


def event_key(kind):
    return "event_" + kind.lower().replace(" ", "_")


def event_fields(kind):
    """The fields of an event record in the form of the other structures, from the begin of the record's data."""
    sizes = {"u8": 1, "u16": 2, "u24": 3, "u32": 4, "u64": 8}
    out = []
    for field in kind["fields"]:
        raw = dict(field, offset=field["offset"] - EVENT_HEADER)
        base, _, count = field["type"].rstrip("]").partition("[")
        if field["name"].startswith("reserved"):
            raw["reserved"] = True
        if field["type"].startswith("struct "):
            raw.update(type="struct", size=18 if field["name"] == "health_info" else 40, desc="")
        elif base == "u24":
            raw.update(type="u8", size=3, count=3, semantic_type="u24")
        else:
            raw.update(type=base, size=sizes[base] * int(count or 1))
            if count:
                raw["count"] = int(count)
        out.append(raw)
    return out


EVENTS = {event_key(kind["name"]): (kind, event_fields(kind)) for kind in TABLE["event_records"]}
INTEGERS = {"u8": ("byte", "Byte"), "u16": ("ushort", "UInt16"), "u32": ("uint", "UInt32"), "u64": ("ulong", "UInt64")}
BITMAPS = ("active_port_bitmask", "active_vcs_bitmask", "ref_bitmap", "pending_ref_bitmap")


def bit_key(bits):
    return tuple((bit["bits"], bit["name"]) for bit in bits)


def is_flags(bits):
    return all(":" not in bit["bits"] for bit in bits)


def all_fields(fields, path):
    for field in fields:
        here = f"{path}.{field['name']}"
        yield here, field
        if isinstance(field.get("fields"), list):
            yield from all_fields(field["fields"], here)


def bit_types():
    """(C# type, bits, base integer, path) of every distinct set of bits, in the order of the table."""
    found = {}
    bodies = [(struct, body["fields"]) for struct, body in STRUCTS.items()] + [(key, fields) for key, (_, fields) in EVENTS.items()]
    for struct, fields in bodies:
        for path, field in all_fields(fields, struct):
            if field.get("bits"):
                base = "u24" if field.get("semantic_type") == "u24" else field["type"]
                key = (bit_key(field["bits"]), base)
                if key not in found:
                    found[key] = (NAMES["bits"][path], field["bits"], base, path)
    return found


BIT_TYPES = bit_types()


class Field:
    """One field of a structure."""

    def __init__(self, raw, path):
        self.raw, self.path = raw, path
        self.json = raw["name"]
        self.name = field_name(path, raw)
        self.reserved = raw.get("reserved", False)
        self.optional = bool(raw.get("optional"))
        self.count_rule = raw.get("count_rule")
        self.is_list = bool(raw.get("flexible") or raw.get("variable_length"))
        self.is_count = False
        self.size = 0 if self.is_list else raw["size"]
        self.kind, self.type, self.cast = self._classify()

    def _classify(self):
        raw = self.raw
        if self.reserved:
            return "reserved", None, None
        if self.json == "health_info":
            return "health", "MemdevGetHealthInfo", None
        if self.json == "extent":
            return "struct", "CxlDcExtent", None
        if raw["type"] == "struct":
            return "struct", struct_type(raw, self.path), None
        if raw["type"] == "u64" and raw.get("count"):
            return "words", "IReadOnlyList<ulong>", None
        if self.is_list:
            return ("list16", "ushort", None) if raw["type"] == "u16" else ("tail", "ReadOnlyMemory<byte>", None)
        if raw["type"] == "ascii":
            return "text", "string", None
        semantic = raw.get("semantic_type")
        if semantic == "uuid" or raw["name"] == "tag":
            return "guid", "Guid", None
        if semantic == "i16":
            return "Int16", "short", None
        if raw["name"] in BITMAPS:
            return "bitmap", "CxlBitmap256", None
        base = "u24" if semantic == "u24" else raw["type"]
        method = "UInt24" if base == "u24" else INTEGERS[base][1]
        whole = "uint" if base == "u24" else INTEGERS[base][0]
        if raw.get("count") and base != "u24":
            return "bytes", "ReadOnlyMemory<byte>", None
        if self.path in NAMES["bits"] and not raw.get("bits"):
            name = NAMES["bits"][self.path]
            bits = next(entry[1] for entry in BIT_TYPES.values() if entry[0] == name)
            return method, name, "flags" if is_flags(bits) else "register"
        if raw.get("bits"):
            return method, BIT_TYPES[(bit_key(raw["bits"]), base)][0], "flags" if is_flags(raw["bits"]) else "register"
        enum = NAMES["field_enums"].get(self.path) or raw.get("enum")
        if enum in NAMES["enums"]:
            return method, NAMES["enums"][enum], "flags"
        return method, whole, None

    @property
    def whole(self):
        """The integer type behind an enum or register."""
        return {"Byte": "byte", "UInt16": "ushort", "UInt24": "uint", "UInt32": "uint", "UInt64": "ulong"}[self.kind]

    @property
    def unit_shift(self):
        return UNITS[self.raw["unit"]][0] if self.raw.get("unit") in UNITS and self.name.endswith("Units") else None

    @property
    def summary(self):
        text = self.raw.get("desc") or (unspool(self.name) if self.path in NAMES["fields"] else spoken(self.json))
        if self.name.endswith("Units"):
            text += f"; in units of {UNITS[self.raw['unit']][1]}"
        elif self.raw.get("unit") and self.raw["unit"] not in text:
            text += f"; unit: {self.raw['unit']}"
        if self.optional:
            text += "; null when " + self.raw["optional"]
        return escape(sentence(text))

    def read(self):
        if self.kind == "struct":
            return f"reader.Element<{self.type}>()"
        if self.kind == "health":
            return f"MemdevGetHealthInfo.Read(reader.Bytes({self.size}))"
        if self.kind == "words":
            return f"reader.UInt64Words({self.size // 8})"
        if self.kind == "bytes":
            return f"reader.Bytes({self.size})"
        if self.kind == "text":
            return "reader.Text16()"
        plain = {"guid": "reader.Guid()", "bitmap": "reader.Bitmap256()"}.get(self.kind) or f"reader.{self.kind}()"
        if self.cast == "flags":
            plain = f"({self.type}){plain}"
        elif self.cast == "register":
            plain = f"new {self.type}({plain})"
        return f"reader.Has({self.size}) ? {plain} : null" if self.optional else plain

    def write(self, target=None):
        name = target or self.name
        if self.kind == "struct":
            return f"writer.Element({name})"
        if self.kind == "health":
            return f"writer.Nested({name})"
        if self.kind == "words":
            return f"writer.UInt64Words({name}, {self.size // 8})"
        if self.kind == "bytes":
            return f"writer.Bytes({name}, {self.size}, nameof({self.name}))"
        if self.kind == "text":
            return f"writer.Text16({name})"
        if self.cast == "flags":
            name = f"({self.whole})({name})" if " " in name else f"({self.whole}){name}"
        elif self.cast == "register":
            name = f"{name}.Value"
        return f"writer.{ {'guid': 'Guid', 'bitmap': 'Bitmap256'}.get(self.kind, self.kind) }({name})"


def unspool(name):
    """VppbLimit -> Vppb limit."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", name).lower().replace(" units", "")


def struct_type(raw, path):
    return NAMES["structs"][raw["struct"] if "struct" in raw else path]


class Struct:
    """A structure: request, response or element of a list."""

    def __init__(self, key, fields, name, size, minimum=None):
        self.key, self.name = key, name
        self.fields = [Field(raw, f"{key}.{raw['name']}") for raw in fields]
        if key == "set_mctp_event_interrupt_policy_rsp":
            self.fields[0].optional = True
            self.fields[0].raw = dict(self.fields[0].raw, optional="the answer is empty")
        self.size = sum(field.size for field in self.fields)
        self.minimum = self.size - sum(field.size for field in self.fields if field.optional)
        lists = {field.count_rule: field for field in self.fields if field.is_list}
        for field in self.fields:
            if field.json in lists:
                field.is_count = True
                field.list = lists[field.json]
        self.holds_list = any(field.is_list and field.kind in ("struct", "list16") for field in self.fields)


def nested(raw):
    """The raw fields of a nested structure."""
    return STRUCTS[raw["struct"]]["fields"] if "struct" in raw else raw["fields"]


def elements():
    """The element structures of lists and nested structures, by C# name."""
    found = {}

    def visit(fields, path):
        for raw in fields:
            here = f"{path}.{raw['name']}"
            if raw["type"] == "struct":
                name = struct_type(raw, here)
                key = raw.get("struct", here)
                if name not in found:
                    found[name] = Struct(key, nested(raw), name, raw.get("element_size"))
                visit(nested(raw), key)

    for command in TABLE["commands"]:
        for part in ("request", "response"):
            if command[part] in STRUCTS:
                visit(STRUCTS[command[part]]["fields"], command[part])
    found["CxlCelEntry"] = Struct("get_log_cel_rsp", STRUCTS["get_log_cel_rsp"]["fields"], "CxlCelEntry", 4)
    return found


ELEMENTS = elements()
