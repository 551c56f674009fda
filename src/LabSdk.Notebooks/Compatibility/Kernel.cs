namespace LabSdk.Notebooks.Compatibility;

/// <summary>The same display calls, as <c>Kernel.display(...)</c> and <c>Kernel.HTML(...)</c>.</summary>
public static class Kernel
{
#pragma warning disable IDE1006 // Existing notebooks call it by this name.
    /// <inheritdoc cref="NotebookDisplay.display"/>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => NotebookDisplay.display(value, mimeTypes);
#pragma warning restore IDE1006

    /// <inheritdoc cref="NotebookDisplay.HTML"/>
    public static HtmlContent HTML(string content) => NotebookDisplay.HTML(content);

    /// <inheritdoc cref="NotebookDisplay.CSS"/>
    public static void CSS(string content) => NotebookDisplay.CSS(content);
}
