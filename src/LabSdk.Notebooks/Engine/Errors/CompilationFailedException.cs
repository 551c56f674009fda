using System.Globalization;

namespace LabSdk.Notebooks.Engine;

/// <summary>Code of a cell did not compile.</summary>
internal sealed class CompilationFailedException(CellError error) : Exception(error.Message)
{
    /// <summary>What the cell reports.</summary>
    public CellError Error => error;

    /// <summary>An error in a line that is no C#.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="hint">What to do, or null.</param>
    public static CompilationFailedException At(int line, string message, string? hint = null)
    {
        var placed = string.Create(CultureInfo.InvariantCulture, $"({line},1): {message}");
        string[] lines = hint is null ? [placed] : [placed, "Hint: " + hint];
        return new CompilationFailedException(new CellError("CompilationError", placed, lines));
    }
}
