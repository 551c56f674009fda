using System.Text;
using System.Text.Json.Nodes;
using LabSdk.Display;
using LabSdk.Display.Comms;
using LabSdk.Kernel.Messaging;
using LabSdk.Kernel.Session.Comms;
using LabSdk.Kernel.Session.Requests;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Session.Output;

/// <summary>
/// The output of one cell, for as long as anything of the cell lives: what it shows late still carries the header of its
/// request. Safe against an abort of the thread that uses it; see <see cref="OutputPump"/>.
/// </summary>
internal sealed class CellOutput(CellContext context, OutputServices services) : ICellOutput, ICommSink
{
    private const int LongestPiece = 64 << 10;
    private readonly StringBuilder _text = new();
    private StandardStream _stream;

    /// <summary>Header of the request: the parent of all that the cell puts out.</summary>
    public ReadOnlyMemory<byte> Parent => context.Parent;

    /// <summary>The channel, for events on the pump.</summary>
    public OutputChannel Channel => services.Channel;

    /// <summary>Text form of the result, for the history; null when there is none.</summary>
    public string? ResultText { get; private set; }

    public void Write(StandardStream stream, string text)
    {
        if (!context.IsSilent && !string.IsNullOrEmpty(text))
        {
            services.Pump.Post(new TextEvent(this, stream, text));
        }
    }

    public void Show(MimeBundle bundle) => Post("display_data", () => DisplayContent.Write(bundle));

    public void ShowResult(MimeBundle bundle)
    {
        ResultText = bundle.PlainText;
        Post("execute_result", () => DisplayContent.Write(bundle, executionCount: context.ExecutionCount));
    }

    public ILiveDisplay ShowLive(MimeBundle first)
    {
        var id = Guid.NewGuid().ToString("n");
        Post("display_data", () => DisplayContent.Write(first, id));
        return new LiveOutput(this, id);
    }

    public void Clear(bool wait) => Post("clear_output", () => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new ClearOutputContent(wait), Wire.Json.ClearOutputContent));

    public string ReadLine(string prompt, bool isPassword) => services.Input.Ask(context, prompt, isPassword);

    public IComm OpenComm(string targetName, JsonObject data, JsonObject? metadata = null, string? id = null) =>
        services.Comms.Open(this, targetName, data, metadata, id);

    public void RegisterTarget(string targetName, Action<IComm, CommMessage> opened) => services.Comms.RegisterTarget(this, targetName, opened);

    /// <summary>Posts an event, unless the cell is silent.</summary>
    public void Post(OutputEvent posted)
    {
        if (!context.IsSilent)
        {
            services.Pump.Post(posted);
        }
    }

    /// <summary>Posts a message of a comm: these go out for silent cells, too.</summary>
    public void PostComm(string type, byte[] metadata, byte[] content) => services.Pump.Post(new MessageEvent(this, type, metadata, content));

    /// <summary>Collects text on the pump.</summary>
    public void AddText(StandardStream stream, string text)
    {
        if (stream != _stream)
        {
            PublishText();
            _stream = stream;
        }

        for (var start = 0; start < text.Length;)
        {
            var length = Math.Min(text.Length - start, Math.Max(1, LongestPiece - _text.Length));
            if (start + length < text.Length && length > 1 && char.IsHighSurrogate(text[start + length - 1]))
            {
                length--;
            }

            _text.Append(text, start, length);
            start += length;
            if (_text.Length >= LongestPiece - 1)
            {
                PublishText();
            }
        }
    }

    /// <summary>Publishes the collected text, on the pump.</summary>
    public void PublishText()
    {
        if (_text.Length > 0)
        {
            var text = _text.ToString();
            _text.Clear();
            services.Channel.Stream(_stream == StandardStream.Error ? "stderr" : "stdout", text, Parent, this);
        }
    }

    // Rendered by the thread that shows it: what is shown is what was there at that moment.
    private void Post(string type, Func<byte[]> content)
    {
        if (!context.IsSilent)
        {
            services.Pump.Post(new MessageEvent(this, type, null, content()));
        }
    }

    private sealed record TextEvent(CellOutput Cell, StandardStream Stream, string Text) : OutputEvent(Cell)
    {
        public override long Weight => base.Weight + Text.Length;

        public override void Publish() => Cell.AddText(Stream, Text);
    }

    private sealed record MessageEvent(CellOutput Cell, string Type, byte[]? Metadata, byte[] Content) : OutputEvent(Cell)
    {
        public override long Weight => base.Weight + Content.Length;

        public override void Publish()
        {
            Cell.PublishText();
            Cell.Channel.Publish(Type, Cell.Parent, Metadata ?? MessageCodec.EmptyObject, Content);
        }
    }
}
