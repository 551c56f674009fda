using System.Text;
using System.Text.Json.Nodes;
using LabSdk.Display;

namespace LabSdk.Notebooks;

/// <summary>
/// Collects what a cell puts out and stores it as Jupyter does: pieces of one stream in a row are one output, an update
/// replaces what it updates, clearing with waiting clears when the next thing comes.
/// </summary>
/// <remarks>
/// The thread of a cell can be aborted at any instruction. So adding is a single compare-and-exchange, which either has
/// happened or has not; the outputs are put together by whoever asks for them.
/// </remarks>
internal sealed class CollectedOutput(int executionCount) : ICellOutput
{
    private const long MostText = 64L << 20;
    private Event? _newest;
    private long _textLength;

    public void Write(StandardStream stream, string text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        // A cell that prints without end must not eat the memory; what is not kept is counted.
        var room = MostText - Interlocked.Add(ref _textLength, text.Length) + text.Length;
        Post(room >= text.Length ? new TextEvent(stream, text, 0) : new TextEvent(stream, text[..(int)Math.Max(0, room)], text.Length - Math.Max(0, room)));
    }

    public void Show(MimeBundle bundle) => Post(new DataEvent(new Live(bundle, MimeData.From(bundle)), IsResult: false));

    public void ShowResult(MimeBundle bundle) => Post(new DataEvent(new Live(bundle, MimeData.From(bundle)), IsResult: true));

    public ILiveDisplay ShowLive(MimeBundle first)
    {
        var live = new Live(first, null);
        Post(new DataEvent(live, IsResult: false));
        return live;
    }

    public void Clear(bool wait) => Post(new ClearEvent(wait));

    public void Fail(CellError error) => Post(new ErrorEvent(error));

    public string ReadLine(string prompt, bool isPassword) =>
        throw new NotSupportedException("Nobody can be asked for input in a headless run. Use a parameter, or run the notebook in Jupyter.");

    /// <summary>What there is until now.</summary>
    public IReadOnlyList<NotebookOutput> ToOutputs()
    {
        var outputs = new List<NotebookOutput>();
        var text = new StringBuilder();
        StandardStream? stream = null;
        long lost = 0;
        var clearNext = false;
        foreach (var item in Events())
        {
            if (item is ClearEvent clear)
            {
                clearNext = clear.Wait;
                if (!clear.Wait)
                {
                    Restart();
                }

                continue;
            }

            if (clearNext)
            {
                clearNext = false;
                Restart();
            }

            if (item is TextEvent piece)
            {
                if (stream != piece.Stream)
                {
                    Flush();
                    stream = piece.Stream;
                }

                text.Append(piece.Text);
                lost += piece.Lost;
                continue;
            }

            Flush();
            outputs.Add(item switch
            {
                DataEvent { IsResult: true } data => new DataOutput(data.Content.ToData()) { IsResult = true, ExecutionCount = executionCount },
                DataEvent data => new DataOutput(data.Content.ToData()),
                ErrorEvent { Error: var error } => new ErrorOutput(error.Name, error.Message, error.Traceback),
                _ => throw new InvalidOperationException($"An output of the type {item.GetType().Name} is not known."),
            });
        }

        Flush();
        return outputs;

        void Restart()
        {
            outputs.Clear();
            text.Clear();
            (stream, lost) = (null, 0);
        }

        void Flush()
        {
            if (lost > 0)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n[{lost:N0} more characters are not kept]\n");
            }

            if (text.Length > 0)
            {
                outputs.Add(new StreamOutput(stream == StandardStream.Error ? "stderr" : "stdout", text.ToString()));
            }

            text.Clear();
            (stream, lost) = (null, 0);
        }
    }

    private Stack<Event> Events()
    {
        var events = new Stack<Event>();
        for (var item = Volatile.Read(ref _newest); item is not null; item = item.Before)
        {
            events.Push(item);
        }

        return events;
    }

    private void Post(Event item)
    {
        Event? before;
        do
        {
            before = Volatile.Read(ref _newest);
            item.Before = before;
        }
        while (Interlocked.CompareExchange(ref _newest, item, before) != before);
    }

    private abstract record Event
    {
        public Event? Before { get; set; }
    }

    private sealed record TextEvent(StandardStream Stream, string Text, long Lost) : Event;

    private sealed record DataEvent(Live Content, bool IsResult) : Event;

    private sealed record ClearEvent(bool Wait) : Event;

    private sealed record ErrorEvent(CellError Error) : Event;

    // What is shown once is rendered when it is shown; what changes is rendered in the form that it has in the end.
    private sealed class Live(MimeBundle first, JsonObject? rendered) : ILiveDisplay
    {
        private MimeBundle _latest = first;

        public void Update(MimeBundle bundle) => Volatile.Write(ref _latest, bundle);

        public void Dispose()
        {
        }

        public JsonObject ToData() => (JsonObject?)rendered?.DeepClone() ?? MimeData.From(Volatile.Read(ref _latest));
    }
}
