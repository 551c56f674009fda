using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>
/// Reads JSON as Python's notebook library writes it: NaN and Infinity are numbers, single surrogates are text, of two equal
/// keys the last one counts. Numbers keep their digits. Depth is bounded, allocation follows the text.
/// </summary>
internal ref struct JsonText
{
    private const int MaxDepth = 200;
    private readonly string _text;
    private readonly int _offset;
    private readonly Dictionary<JsonNode, int>? _places;
    private int _at;
    private int _depth;

    private JsonText(string text, int start, Dictionary<JsonNode, int>? places)
    {
        _text = text;
        _offset = start;
        _places = places;
        _at = start;
    }

    /// <summary>Reads one value that fills the rest of the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The file, for error messages.</param>
    /// <param name="format">The format, for error messages.</param>
    /// <param name="start">Where the value begins; positions in errors count from the start of the text.</param>
    /// <param name="places">Gets where each object begins; may be null.</param>
    public static JsonNode? Parse(string text, string name, NotebookFormat format, int start = 0, Dictionary<JsonNode, int>? places = null)
    {
        var reader = new JsonText(text, start, places);
        try
        {
            var value = reader.Value();
            reader.Space();
            return reader._at == text.Length ? value : throw new JsonFault("text after the end of the JSON value");
        }
        catch (JsonFault fault)
        {
            var (line, column) = TextPosition.Of(text, Math.Min(reader._at, text.Length));
            throw new NotebookFormatException(name, format, fault.Message, line, column);
        }
    }

    /// <summary>Reads the value that begins at a place, whatever follows it.</summary>
    public static JsonNode? ParsePrefix(string text, int start)
    {
        var reader = new JsonText(text, start, null);
        try
        {
            return reader.Value();
        }
        catch (JsonFault fault)
        {
            throw new NotebookFormatException("value", NotebookFormat.Ipynb, fault.Message, 1, reader._at + 1);
        }
    }

    private JsonNode? Value()
    {
        Space();
        switch (Peek())
        {
            case '{':
                return Object();
            case '[':
                return Array();
            case '"':
                return JsonValue.Create(String());
            case 't':
                return Word("true", JsonValue.Create(true));
            case 'f':
                return Word("false", JsonValue.Create(false));
            case 'n':
                return Word("null", null);
            case 'N':
                return Word("NaN", JsonValue.Create(double.NaN));
            case 'I':
                return Word("Infinity", JsonValue.Create(double.PositiveInfinity));
            default:
                return Number();
        }
    }

    private JsonObject Object()
    {
        var result = new JsonObject();
        _places?.Add(result, _at);
        Enter();
        for (var first = true; Next('}', first); first = false)
        {
            Space();
            if (Peek() != '"')
            {
                throw new JsonFault("a key in quotation marks is missing");
            }

            var key = String();
            Space();
            Expect(':');
            result[key] = Value();
        }

        _depth--;
        return result;
    }

    private JsonArray Array()
    {
        var result = new JsonArray();
        Enter();
        for (var first = true; Next(']', first); first = false)
        {
            result.Add(Value());
        }

        _depth--;
        return result;
    }

    private void Enter()
    {
        _at++;
        if (++_depth > MaxDepth)
        {
            throw new JsonFault(string.Create(CultureInfo.InvariantCulture, $"more than {MaxDepth} values inside each other"));
        }
    }

    private bool Next(char end, bool first)
    {
        Space();
        if (Peek() == end)
        {
            _at++;
            return false;
        }

        if (!first)
        {
            Expect(',');
        }

        return true;
    }

    private string String()
    {
        var start = ++_at;
        var end = _text.AsSpan(start).IndexOfAny('"', '\\', '\n');
        if (end >= 0 && _text[start + end] == '"')
        {
            _at = start + end + 1;
            return _text.Substring(start, end);
        }

        var result = new StringBuilder();
        while (true)
        {
            var symbol = Peek();
            switch (symbol)
            {
                case '\0' when _at >= _text.Length:
                    throw new JsonFault("the end of the text inside a string");
                case '\n' or '\r':
                    throw new JsonFault("a line break inside a string");
                case '"':
                    _at++;
                    return result.ToString();
                case '\\':
                    _at++;
                    result.Append(Escaped());
                    break;
                default:
                    result.Append(symbol);
                    _at++;
                    break;
            }
        }
    }

    private char Escaped()
    {
        var symbol = Peek();
        _at++;
        switch (symbol)
        {
            case '"' or '\\' or '/':
                return symbol;
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u' when _at + 4 <= _text.Length && ushort.TryParse(_text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default:
                _at--;
                throw new JsonFault("an unknown escape sequence in a string");
        }
    }

    private JsonNode? Number()
    {
        var start = _at;
        if (Peek() == '-' && _at + 1 < _text.Length && _text[_at + 1] == 'I')
        {
            _at++;
            return Word("Infinity", JsonValue.Create(double.NegativeInfinity));
        }

        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] is '-' or '+' or '.' or 'e' or 'E'))
        {
            _at++;
        }

        var digits = _text.AsSpan(start, _at - start);
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            && whole.ToString(CultureInfo.InvariantCulture).AsSpan().SequenceEqual(digits))
        {
            return JsonValue.Create(whole);
        }

        try
        {
            // The element keeps the digits as they are written.
            return digits.Length > 0 ? JsonValue.Create(JsonElement.Parse(digits)) : throw new JsonFault("a value is missing");
        }
        catch (JsonException)
        {
            _at = start;
            throw new JsonFault("a number that is none");
        }
    }

    private JsonNode? Word(string word, JsonNode? value)
    {
        if (!_text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal))
        {
            throw new JsonFault("a value is missing");
        }

        _at += word.Length;
        return value;
    }

    private void Expect(char symbol)
    {
        if (Peek() != symbol)
        {
            throw new JsonFault(_at >= _text.Length ? "the end of the text where more must follow" : $"'{symbol}' is missing");
        }

        _at++;
    }

    private void Space()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\n' or '\r' or '\t' || (_at == _offset && Peek() == '\uFEFF'))
        {
            _at++;
        }
    }

    private readonly char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private sealed class JsonFault(string message) : Exception(message);
}
