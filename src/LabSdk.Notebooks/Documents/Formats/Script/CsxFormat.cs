namespace LabSdk.Notebooks;

/// <summary>C# scripts, for this SDK's runner and for dotnet-script.</summary>
internal sealed class CsxFormat : INotebookFormat
{
    private static readonly ScriptRules Rules = new()
    {
        Shebang = "#!/usr/bin/env -S labsdk run",
        FileDirectives = [OwnPackage.Name.AsReference],
        Package = package => package.AsReference,
        AllowsFileReferences = true,
        Load = file => $"#load \"{file}\"",
    };

    public NotebookDocument Read(string text, string name) => ScriptReader.Read(text, Rules, code => code);

    public string Write(NotebookDocument document, LossList losses) => ScriptWriter.Write(document, losses, Rules);
}
