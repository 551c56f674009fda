using Microsoft.CodeAnalysis.CSharp;

namespace LabSdk.Notebooks;

/// <summary>Arguments of a script, under the names that programs and scripts know them by.</summary>
internal static class ScriptArguments
{
    public static string Declare(IReadOnlyList<string> arguments) =>
        $"string[] args = new string[] {{ {string.Join(", ", arguments.Select(argument => SymbolDisplay.FormatLiteral(argument, quote: true)))} }};\n"
        + "System.Collections.Generic.IReadOnlyList<string> Args = args;";
}
