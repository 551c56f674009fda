"""The typed methods of an endpoint: C# text of the three facets, by command set."""
import emit
from command import hex_code, opcode, title
from model import STRUCTS, Struct
from names import TABLE, escape, notes, pascal, sentence

FACETS = {"memdev": ("CxlMemoryCommands", "memdev_"), "fmapi": ("CxlFabricCommands", "fmapi_"), "generic": ("CxlComponentCommands", "")}
MOST_PARAMETERS = 4
NEEDS = {"disruptive": "Needs <see cref=\"CxlPermissions.AllowDisruptive\"/>.", "security": "Needs <see cref=\"CxlPermissions.AllowSecurity\"/>.",
         "data_loss": "Destroys data: needs a confirmation that names the device.", "log": "Log entries vanish."}
PRESET = {"memdev_media_operations_discovery": {"Class": "0", "Subclass": "0", "RangeCount": "0"},
          "get_log_cel": {"Uuid": "CxlLogIds.CommandEffects"}, "memdev_media_operations_sanitize": {"Class": "1"}}
EXCEPTIONS = "    /// <inheritdoc cref=\"CxlEndpoint.ExecuteAsync(CxlCommand, ICxlRequest?, CxlConfirmation?, CancellationToken)\" path=\"/exception\"/>\n"


def method_name(command):
    name = command["id"].removeprefix(FACETS[command["category"]][1])
    return pascal(name)


def facet_property(command):
    return {"memdev": "Memory", "fmapi": "Fabric"}.get(command["category"], "Component")


def simple_fields(command):
    """The fields that a caller gives, when they are few and plain; else None."""
    if command["request"] not in STRUCTS:
        return None
    struct = Struct(command["request"], STRUCTS[command["request"]]["fields"], "", 0)
    preset = PRESET.get(command["id"], {})
    given = [field for field in struct.fields if not field.reserved and not field.is_count and field.name not in preset]
    return given if len(given) <= MOST_PARAMETERS and not any(field.optional for field in given) else None


def parameter(field):
    kind = f"IReadOnlyList<{field.type}>" if field.is_list and field.kind in ("struct", "list16") else field.type
    return f"{kind} {emit.local(field.name)}"


def methods(command):
    name, full = method_name(command), pascal(command["id"])
    request, response = command["request"] is not None, command["response"] is not None
    loses = command["danger"] == "data_loss"
    about = " ".join(escape(sentence(note)) for note in notes(command))
    needs = NEEDS.get(command["danger"], "")
    arguments = ["CxlConfirmation confirmation"] if loses else []
    confirm = ", confirmation" if loses else ""
    about_confirmation = "    /// <param name=\"confirmation\">Names the device whose data may be destroyed.</param>\n" if loses else ""
    about_token = "    /// <param name=\"cancellationToken\">Ends the wait; the command may be carried out all the same.</param>\n"
    result = f"ValueTask<{full}>" if response else "ValueTask"
    call = f"ExecuteAsync<{full}>" if response else "ExecuteAsync"
    out = ""

    def method(kind, prefix, what, inner):
        nonlocal out
        text = " ".join(part for part in (f"{title(command)} ({hex_code(command)}){what}", about, needs) if part)
        own = [f"{full}Request request"] if request else []
        out += emit.doc(text, "    ")
        out += "    /// <param name=\"request\">The request.</param>\n" if request else ""
        out += about_confirmation + about_token + EXCEPTIONS
        signature = ", ".join(own + arguments + ["CancellationToken cancellationToken = default"])
        given = "request" if request else "null"
        tail = confirm if loses or inner != "StartAsync" else ", null"
        out += f"    public {kind} {prefix}{name}Async({signature}) =>\n        _endpoint.{inner}(CxlCommands.{full}, {given}{tail}, cancellationToken);\n\n"
        fields = simple_fields(command) if request else None
        if fields is None:
            return
        out += emit.doc(text, "    ")
        for field in fields:
            out += f"    /// <param name=\"{emit.local(field.name).lstrip('@')}\">{field.summary}</param>\n"
        out += about_confirmation + about_token + EXCEPTIONS
        signature = ", ".join([parameter(field) for field in fields] + arguments + ["CancellationToken cancellationToken = default"])
        values = ", ".join([f"{key} = {value}" for key, value in PRESET.get(command["id"], {}).items()] + [f"{field.name} = {emit.local(field.name)}" for field in fields])
        out += (f"    public {kind} {prefix}{name}Async(\n        {signature}) =>\n"
                f"        {prefix}{name}Async(new {full}Request {{ {values} }}{confirm}, cancellationToken);\n\n")

    waits = command["background"] != "no" and not response
    method(result, "", "; waits for its end when it goes on in the background." if waits else ".", call)
    if waits:
        method("Task<CxlBackgroundOperation>", "Start", ": starts it and returns the operation.", "StartAsync")
    return out


def facet_files():
    files = {}
    groups = {}
    for command in TABLE["commands"]:
        if command["category"] in FACETS:
            groups.setdefault((FACETS[command["category"]][0], opcode(command) >> 8), []).append(command)
    for (facet, number), commands in groups.items():
        body = "".join(methods(command) for command in commands)
        files[f"{facet}.Set{number:02X}"] = f"public sealed partial class {facet}\n{{\n" + body.rstrip("\n") + "\n}\n"
    return files
