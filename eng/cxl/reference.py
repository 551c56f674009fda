"""The page of all commands for people."""
from command import hex_code
from facets import facet_property, method_name
from model import STRUCTS, Struct
from names import TABLE, notes

TITLES = [("generic", "Every component: `endpoint.Component`"), ("memdev", "Memory devices: `endpoint.Memory`"),
          ("fmapi", "Fabric manager: `endpoint.Fabric`"), ("vendor", "The vendor's commands: `endpoint.Component`")]
DANGER = {"none": "", "log": "log entries vanish", "policy": "policy", "config": "configuration", "disruptive": "**disruptive**", "security": "**security**",
          "data_loss": "**data loss**", "unknown": "**unknown**"}


def size(command, part):
    name = command[part]
    if name is None:
        return "0"
    if name not in STRUCTS:
        return "bytes" if name.startswith("raw") else "N × 4"
    struct = Struct(name, STRUCTS[name]["fields"], "", 0)
    text = f"{struct.minimum} or {struct.size}" if struct.minimum != struct.size else str(struct.size)
    for field in struct.fields:
        if field.is_list:
            text += " + bytes" if field.kind == "tail" else " + list"
    return text


def method(command):
    return f"`{method_name(command)}Async`" if command["category"] != "vendor" else "`VendorSpecificAsync`"


def reference_page():
    out = ["<!-- Written by eng/cxl/generate from eng/cxl/cxl-commands.json. Do not edit. -->", "# CXL commands", "",
           "All commands of the `cxl` family. The layout of each, byte by byte, is in the documentation of its records: the request",
           "`MemdevGetLsaRequest` and the answer `MemdevGetLsa` belong to `memdev_get_lsa`. *Request* and *answer* are payload bytes;",
           "\"18 or 20\" means that older devices leave out the end, which then is null. A command that *may* run in the background",
           "has a second method: `StartTransferFwAsync` beside `TransferFwAsync` returns the operation at once.", "",
           "What a command in **bold** needs: *disruptive*, *security* and *unknown* a permission in `CxlPermissions`; *data loss* a",
           "`CxlConfirmation` that names the device. *RAW* says no where the Linux driver refuses the opcode on its raw path.", ""]
    for category, heading in TITLES:
        commands = [command for command in TABLE["commands"] if command["category"] == category]
        out += [f"## {heading}", "", "| opcode | command | method | request | answer | background | harm | RAW |", "| --- | --- | --- | --- | --- | --- | --- | --- |"]
        for command in commands:
            code = hex_code(command) + (" and up" if category == "vendor" else "")
            name = command["title"].replace(" (C000h-FFFFh)", "")
            background = "" if command["background"] == "no" else command["background"]
            raw = "no" if command["linux_raw_denied_by_default"] else ""
            out.append(f"| {code} | {name} | {method(command)} | {size(command, 'request')} | {size(command, 'response')} | {background} | {DANGER[command['danger']]} | {raw} |")
        remarks = [(command, note) for command in commands for note in notes(command)]
        if remarks:
            out += ["", "Worth knowing:", ""] + [f"- {command['title'].replace(' (C000h-FFFFh)', '')} ({hex_code(command)}): {note}" for command, note in remarks]
        out.append("")
    return "\n".join(out)
