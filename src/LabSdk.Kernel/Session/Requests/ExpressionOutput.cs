using LabSdk.Display;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Session.Requests;

/// <summary>The output of an expression that a front end evaluates after a cell: its value goes into the reply, the rest to the cell.</summary>
internal sealed class ExpressionOutput(ICellOutput cell) : ICellOutput
{
    /// <summary>The value; null when there was none.</summary>
    public MimeBundle? Result { get; private set; }

    public void ShowResult(MimeBundle bundle) => Result = bundle;

    public void Write(StandardStream stream, string text) => cell.Write(stream, text);

    public void Show(MimeBundle bundle) => cell.Show(bundle);

    public ILiveDisplay ShowLive(MimeBundle first) => cell.ShowLive(first);

    public void Clear(bool wait) => cell.Clear(wait);

    public string ReadLine(string prompt, bool isPassword) => cell.ReadLine(prompt, isPassword);
}
