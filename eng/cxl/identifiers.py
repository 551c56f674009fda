"""C# text of the well-known UUIDs."""
import re

import emit
from names import TABLE, escape, member

GROUPS = [("CxlLogIds", "logs", "Well-known logs by their UUID."), ("CxlFeatureIds", "features", "Well-known features by their UUID."),
          ("CxlEventIds", "event_records", "Kinds of event records by their UUID.")]
SHORT = {"Command Effects Log (CEL)": "CommandEffects", "DDR5 Error Check Scrub (ECS) Log": "ErrorCheckScrub", "DDR5 Error Check Scrub (ECS) Control": "ErrorCheckScrubControl",
         "Soft Post Package Repair (sPPR)": "SoftPostPackageRepair", "Hard Post Package Repair (hPPR)": "HardPostPackageRepair",
         "Advanced Programmable CVME Threshold (from one secondary source only)": "CvmeThreshold", "DRAM": "Dram"}


def identifier(name):
    return SHORT.get(name) or re.sub(r"Log$", "", "".join(word[0].upper() + word[1:].lower() for word in re.split(r"\W+", name) if word))


def identifier_file():
    parts = []
    for kind, key, title in GROUPS:
        out = emit.doc(title) + f"public static class {kind}\n{{\n"
        for item in TABLE[key]:
            out += emit.doc(escape(item["name"]) + ".", "    ") + f"    public static readonly Guid {identifier(item['name'])} = new(\"{item['uuid']}\");\n\n"
        out += emit.doc("The name; null for a UUID that is not known here.", "    ") + "    /// <param name=\"id\">The UUID.</param>\n    public static string? NameOf(Guid id)\n    {\n"
        for item in TABLE[key]:
            name = item["name"].replace(" (from one secondary source only)", "")
            out += f"        if (id == {identifier(item['name'])})\n        {{\n            return \"{name}\";\n        }}\n\n"
        parts.append(out + "        return null;\n    }\n}\n")
    return "\n".join(parts)
