using LabSdk.Display;

namespace LabSdk.Notebooks;

/// <summary>Writes the output of a script to a terminal as it comes, and keeps it, too, for a file.</summary>
internal sealed class TerminalRunOutput(TextWriter output, TextWriter error, bool isTerminal, Func<string?>? readLine = null) : IRunOutput
{
    private readonly TerminalSink _sink = new(TextWriter.Synchronized(output), isTerminal, colour: Environment.GetEnvironmentVariable("NO_COLOR") is null or "");
    private readonly TextWriter _output = TextWriter.Synchronized(output);
    private readonly TextWriter _error = TextWriter.Synchronized(error);

    public ICellOutput Begin(int executionCount) => new Cell(this, new CollectedOutput(executionCount));

    public void Fail(ICellOutput cell, CellError failure)
    {
        ((Cell)cell).Kept.Fail(failure);
        _output.Flush();
        foreach (var line in failure.Traceback.Count > 0 ? failure.Traceback : [$"{failure.Name}: {failure.Message}"])
        {
            _error.WriteLine(line);
        }
    }

    public IReadOnlyList<NotebookOutput> OutputsOf(ICellOutput cell) => ((Cell)cell).Kept.ToOutputs();

    private sealed class Cell(TerminalRunOutput owner, CollectedOutput kept) : ICellOutput
    {
        public CollectedOutput Kept => kept;

        public void Write(StandardStream stream, string text)
        {
            kept.Write(stream, text);
            var writer = stream == StandardStream.Error ? owner._error : owner._output;
            writer.Write(text);
            writer.Flush();
        }

        public void Show(MimeBundle bundle)
        {
            kept.Show(bundle);
            owner._sink.Show(bundle);
        }

        public void ShowResult(MimeBundle bundle)
        {
            kept.ShowResult(bundle);
            owner._sink.Show(bundle);
        }

        public ILiveDisplay ShowLive(MimeBundle first) => new Both(kept.ShowLive(first), owner._sink.ShowLive(first));

        public void Clear(bool wait) => kept.Clear(wait);

        public string ReadLine(string prompt, bool isPassword)
        {
            if (owner.ReadsLines is not { } read)
            {
                return kept.ReadLine(prompt, isPassword);
            }

            Write(StandardStream.Output, prompt);
            return read() ?? throw new EndOfStreamException("The input has ended.");
        }
    }

    private Func<string?>? ReadsLines => readLine;

    private sealed class Both(ILiveDisplay first, ILiveDisplay second) : ILiveDisplay
    {
        public void Update(MimeBundle bundle)
        {
            first.Update(bundle);
            second.Update(bundle);
        }

        public void Dispose()
        {
            first.Dispose();
            second.Dispose();
        }
    }
}
