namespace LabSdk.Display;

/// <summary>
/// Shows text: boxes and tables, with colour only on a terminal and only without <c>NO_COLOR</c>. A live line is rewritten
/// in place on a terminal; elsewhere only its last form is written.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class TerminalSink : IDisplaySink
{
    private readonly Lock _lock = new();
    private readonly TextWriter _writer;
    private readonly bool _isTerminal;
    private readonly bool _colour;
    private readonly int _width;

    /// <summary>Creates a sink over any text writer.</summary>
    /// <param name="writer">Where the text goes.</param>
    /// <param name="isTerminal">True when escape sequences can be used. Default false.</param>
    /// <param name="width">Columns. Default 120.</param>
    /// <param name="colour">True to use colour on a terminal. Default true.</param>
    public TerminalSink(TextWriter writer, bool isTerminal = false, int width = TextOutput.MaxWidth, bool colour = true)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
        _isTerminal = isTerminal;
        _colour = colour && isTerminal;
        _width = width;
    }

    /// <summary>True when lines can be rewritten in place; false for files and pipes.</summary>
    public bool IsTerminal => _isTerminal;

    /// <summary>The console of this process.</summary>
    public static TerminalSink Console => ConsoleTerminal.Sink;

    /// <inheritdoc/>
    public void Show(MimeBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        lock (_lock)
        {
            if (bundle.Block is { } block && _isTerminal)
            {
                TextOutput.Write(_writer, block.ToText(), _width, _colour);
            }
            else
            {
                _writer.WriteLine(bundle.PlainText);
            }

            _writer.Flush();
        }
    }

    /// <inheritdoc/>
    public ILiveDisplay ShowLive(MimeBundle first)
    {
        ArgumentNullException.ThrowIfNull(first);
        return new Live(this, first);
    }

    private sealed class Live : ILiveDisplay
    {
        private readonly TerminalSink _sink;
        private MimeBundle _last;
        private bool _disposed;

        public Live(TerminalSink sink, MimeBundle first)
        {
            _sink = sink;
            _last = first;
            Rewrite();
        }

        public void Update(MimeBundle bundle)
        {
            _last = bundle;
            Rewrite();
        }

        public void Dispose()
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            if (_sink._isTerminal && OneLine is not null)
            {
                lock (_sink._lock)
                {
                    _sink._writer.WriteLine();
                    _sink._writer.Flush();
                }
            }
            else
            {
                _sink.Show(_last);
            }
        }

        private string? OneLine => _last.PlainText is var text && !text.Contains('\n', StringComparison.Ordinal) ? text : null;

        private void Rewrite()
        {
            if (_sink._isTerminal && OneLine is { } line)
            {
                lock (_sink._lock)
                {
                    // Back to the start, erase the rest: a shorter line must not leave the tail of a longer one.
                    var shown = line.Length < _sink._width ? line : line[..(_sink._width - 1)];
                    _sink._writer.Write("\r" + shown + "\u001b[K");
                    _sink._writer.Flush();
                }
            }
        }
    }
}
