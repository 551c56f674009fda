namespace LabSdk.Notebooks;

/// <summary>C# programs in one file, for <c>dotnet run</c>.</summary>
internal sealed class CsFormat : INotebookFormat
{
    // Native compilation is on by default for such files; it would need a package, and reflection suffers.
    private static readonly ScriptRules Rules = new()
    {
        Shebang = "#!/usr/bin/env dotnet",
        FileDirectives = ["#:property PublishAot=false", OwnPackage.Name.AsPackage],
        Package = package => package.AsPackage,
        Load = file => file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? "#:include " + file : null,
        IsProgram = true,
    };

    public NotebookDocument Read(string text, string name) => ScriptReader.Read(text, Rules, ProgramReader.ToCell);

    public string Write(NotebookDocument document, LossList losses) => ScriptWriter.Write(document, losses, Rules);
}
