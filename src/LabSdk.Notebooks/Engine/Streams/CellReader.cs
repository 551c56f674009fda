namespace LabSdk.Notebooks.Engine;

/// <summary>Standard input of the process: in a cell it asks the user of the notebook.</summary>
internal sealed class CellReader(TextReader outside) : TextReader
{
    // What Read() has not taken yet of the line that the user gave. Of one cell at a time, like the keyboard.
    private string _rest = "";

    public override string? ReadLine()
    {
        if (CellScope.Output is not { } output)
        {
            return outside.ReadLine();
        }

        var rest = Interlocked.Exchange(ref _rest, "");
        return rest.Length > 0 ? rest.TrimEnd('\n') : output.ReadLine("", isPassword: false);
    }

    public override int Peek()
    {
        if (CellScope.Output is null)
        {
            return outside.Peek();
        }

        return _rest.Length > 0 ? _rest[0] : -1;
    }

    public override int Read()
    {
        if (CellScope.Output is not { } output)
        {
            return outside.Read();
        }

        if (_rest.Length == 0)
        {
            _rest = output.ReadLine("", isPassword: false) + "\n";
        }

        var next = _rest[0];
        _rest = _rest[1..];
        return next;
    }
}
