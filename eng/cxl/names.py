"""C# names and types for the fields of cxl-commands.json, by the rules of names.json."""
import json
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
NAMES = json.loads((HERE / "names.json").read_text())
TABLE = json.loads((HERE / "cxl-commands.json").read_text())
UNITS = {"256 MiB": (28, "256 MiB"), "64 bytes": (6, "64 bytes"), "128 bytes": (7, "128 bytes")}


def pascal(name):
    """command_set -> CommandSet, without the table of words."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_") if part)


def words(name):
    parts = name.split("_")
    suffix = ""
    if parts[0] == "num" and len(parts) > 1:
        parts, suffix = parts[1:], "Count"
        parts[-1] = parts[-1][:-1] if parts[-1].endswith("s") and parts[-1] not in ("vcs",) else parts[-1]
    return "".join(NAMES["words"].get(part, part[:1].upper() + part[1:]) for part in parts) + suffix


def field_name(path, field):
    """The property of a field; path is struct.field, with more dots for nested structures."""
    if path in NAMES["fields"]:
        return NAMES["fields"][path]
    name = words(field["name"])
    return name + "Units" if field.get("unit") in UNITS else name


def member(text):
    """The identifier of an enum member or bit from its text."""
    if text in NAMES["members"]:
        return NAMES["members"][text]
    if "_" in text or text.islower():
        return words(re.sub(r"\W+", "_", text))
    parts = [part for part in re.split(r"\W+", text) if part]
    return "".join(part[0].upper() + (part[1:].lower() if part.isupper() and len(part) > 2 else part[1:]) for part in parts)


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def sentence(text):
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else text + "."


def spoken(name):
    """overflow_err_count -> Overflow error count."""
    plain = {"num": "number of", "cnt": "count", "err": "error", "len": "length", "sz": "size", "addr": "address", "fw": "firmware", "rev": "revision",
             "subsys": "subsystem", "caps": "capabilities", "idx": "index", "ld": "LD", "vcs": "VCS", "vppb": "vPPB", "vppbs": "vPPBs", "usp": "USP",
             "hdm": "HDM", "ppb": "PPB", "dc": "dynamic capacity", "qos": "QoS", "lsa": "LSA", "id": "id", "ltssm": "LTSSM", "max": "maximum", "bw": "bandwidth",
             "uuid": "UUID", "conn": "connected", "dev": "device", "cxl": "CXL", "ver": "version", "avg": "average", "mem": "memory", "vmem": "volatile memory",
             "pmem": "persistent memory", "maint": "maintenance", "op": "operation", "ops": "operations", "num_ld": "number of LDs", "dpa": "device physical address",
             "recs": "records", "nr": "number of", "ext": "extent", "seq": "sequence number", "sv": "secret value", "lds": "LDs", "sp": "protocol", "config": "configuration",
             "info": "information", "mult": "multiplier", "align": "alignment", "phy": "physical", "ref": "reference", "blk": "block"}
    return " ".join(plain.get(part, part) for part in name.split("_"))


def notes(command):
    """What is worth knowing of a command, without what only concerns another library, and with our names."""
    if command["id"] in NAMES["notes"]:
        return NAMES["notes"][command["id"]]
    named = {}
    for part in ("request", "response"):
        for raw in TABLE["structs"].get(command[part], {}).get("fields", []):
            if "_" in raw["name"]:
                named[raw["name"]] = field_name(f"{command[part]}.{raw['name']}", raw)
    out = []
    for note in command.get("notes") or []:
        parts = [part for part in re.split(r"(?<=[.;])\s+", note) if not re.search(r"reference|SDK|seed|README|not imitate|^[Aa]ccept|Same fixed-length", part)]
        text = re.sub(r"[a-z]+(?:_[a-z0-9]+)+", lambda found: named.get(found.group(), found.group()), " ".join(parts))
        if text:
            out.append(text[:-1] + "." if text.endswith(";") else text)
    return out
