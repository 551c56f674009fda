using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LabSdk.Display;

/// <summary>
/// Writes elements with everything encoded by default: texts and attribute values from anywhere are safe to pass.
/// Element and attribute names are constants of this assembly. Works in a pooled buffer; use one per output and dispose it.
/// </summary>
internal sealed class HtmlWriter : IDisposable
{
    private const int MaxDepth = 64;
    private readonly string[] _open = new string[MaxDepth];
    private char[] _buffer = ArrayPool<char>.Shared.Rent(16 * 1024);
    private int _length;
    private int _wide;
    private int _depth;
    private bool _tagOpen;

    /// <summary>Creates a writer.</summary>
    /// <param name="options">How figures and limits are handled in this output.</param>
    public HtmlWriter(HtmlOptions? options = null) => Options = options ?? HtmlOptions.Default;

    /// <summary>How figures and limits are handled in this output.</summary>
    public HtmlOptions Options { get; }

    /// <summary>The id of the root element; ids inside it start with it.</summary>
    public string RootId { get; init; } = HtmlOutput.NewId();

    /// <summary>Number of figures so far, for their ids.</summary>
    public int FigureCount { get; set; }

    /// <summary>The style sheets that what was written needs.</summary>
    public StyleParts Styles { get; private set; } = StyleParts.Base;

    /// <summary>Size of the output in UTF-8.</summary>
    public int ByteCount => _length + _wide;

    /// <summary>Bytes left before the size limit of this output; lists stop, and say so, when little is left.</summary>
    public int Remaining => Options.MaxBytes - ByteCount;

    /// <summary>Says that a style sheet is needed.</summary>
    public void Use(StyleParts parts) => Styles |= parts;

    /// <summary>Opens an element.</summary>
    public HtmlWriter Start(string name, string? cssClass = null)
    {
        CloseTag();
        Append('<');
        Append(name);
        _open[_depth++] = name;
        _tagOpen = true;
        return cssClass is null ? this : Attribute("class", cssClass);
    }

    /// <summary>Adds an attribute to the element just opened.</summary>
    public HtmlWriter Attribute(string name, string value)
    {
        Debug.Assert(_tagOpen, "attributes come before content");
        AppendName(name);
        Encode(VisibleText.Of(value));
        Append('"');
        return this;
    }

    /// <summary>Adds a numeric attribute with at most two decimals.</summary>
    public HtmlWriter Attribute(string name, double value)
    {
        Debug.Assert(_tagOpen, "attributes come before content");
        AppendName(name);
        Coordinate(value);
        Append('"');
        return this;
    }

    /// <summary>Adds an attribute whose value this assembly wrote and that goes out as it is.</summary>
    public HtmlWriter Attribute(string name, RawHtml value)
    {
        AppendName(name);
        Append(value.Markup);
        Append('"');
        return this;
    }

    /// <summary>Adds encoded text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="keepLines">True to keep line feeds, for elements that show them.</param>
    public HtmlWriter Text(string text, bool keepLines = false)
    {
        CloseTag();
        Encode(VisibleText.Of(text, keepLines));
        return this;
    }

    /// <summary>An element that holds only text.</summary>
    public HtmlWriter Element(string name, string? cssClass, string text) => Start(name, cssClass).Text(text).End();

    /// <summary>Markup of this assembly, as it is.</summary>
    public HtmlWriter Raw(RawHtml html)
    {
        CloseTag();
        Append(html.Markup);
        _wide += Encoding.UTF8.GetByteCount(html.Markup) - html.Markup.Length;
        return this;
    }

    /// <summary>Closes the innermost element; one without content is closed in place where that is valid.</summary>
    public HtmlWriter End()
    {
        var name = _open[--_depth];
        if (_tagOpen && IsVoid(name))
        {
            Append("/>");
            _tagOpen = false;
            return this;
        }

        CloseTag();
        Append("</");
        Append(name);
        Append('>');
        return this;
    }

    /// <summary>A number with at most two decimals, written without going through a string.</summary>
    public void Coordinate(double value)
    {
        var rounded = Math.Round(double.IsFinite(value) ? value : 0, 2, MidpointRounding.AwayFromZero);
        Ensure(32);
        rounded.TryFormat(_buffer.AsSpan(_length), out var written, "0.##", CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>A character of path data or style text of this assembly.</summary>
    public void Literal(char value) => Append(value);

    /// <summary>Everything written so far.</summary>
    public override string ToString()
    {
        CloseTag();
        Debug.Assert(_depth == 0, "an element was left open");
        return new string(_buffer, 0, _length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<char>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    /// <summary>Opens an attribute whose numeric value the caller writes with <see cref="Coordinate"/> and <see cref="Literal"/>.</summary>
    public void StartAttribute(string name) => AppendName(name);

    /// <summary>Closes what <see cref="StartAttribute"/> opened.</summary>
    public void EndAttribute() => Append('"');

    private static bool IsVoid(string name) =>
        name is "br" or "hr" or "img" or "meta" or "path" or "rect" or "line" or "circle" or "image";

    private void Encode(ReadOnlySpan<char> text)
    {
        if (!Ascii.IsValid(text))
        {
            _wide += Encoding.UTF8.GetByteCount(text) - text.Length;
        }

        var whole = text;
        var offset = 0;
        while (true)
        {
            var next = text.IndexOfAny(HtmlEncoding.Suspects);
            if (next < 0)
            {
                Append(text);
                return;
            }

            Append(text[..next]);
            offset += next;
            if (HtmlEncoding.Entity(whole, offset) is { } entity)
            {
                Append(entity);
            }
            else
            {
                Append(whole[offset]);
            }

            offset++;
            text = whole[offset..];
        }
    }

    private void AppendName(string name)
    {
        Append(' ');
        Append(name);
        Append("=\"");
    }

    private void CloseTag()
    {
        if (_tagOpen)
        {
            Append('>');
            _tagOpen = false;
        }
    }

    private void Append(char value)
    {
        Ensure(1);
        _buffer[_length++] = value;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        Ensure(text.Length);
        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
    }

    private void Ensure(int count)
    {
        if (_buffer.Length - _length >= count)
        {
            return;
        }

        var larger = ArrayPool<char>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + count));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
