using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>A list to choose one of several texts from. <c>new Dropdown("fast", "slow")</c>.</summary>
public sealed class Dropdown : Widget
{
    private static readonly WidgetKind DropdownKind = new("DropdownModel", "DropdownView");
    private readonly string[] _options;
    private int _index;

    /// <summary>Creates a list; the first option is chosen.</summary>
    /// <param name="options">What can be chosen; at least one, each once.</param>
    /// <exception cref="LabConfigurationException">There is no option, or the same twice.</exception>
    public Dropdown(params IEnumerable<string> options)
    {
        _options = [.. options];
        if (_options.Length == 0 || _options.Distinct(StringComparer.Ordinal).Count() < _options.Length)
        {
            throw Misuse(_options.Length == 0 ? "A dropdown needs at least one option." : "A dropdown must not have the same option twice.");
        }
    }

    /// <summary>Raised when the user has chosen another option, with that option.</summary>
    public event Action<string>? Changed;

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<string> Options => _options;

    /// <summary>The chosen option. Setting it raises no event.</summary>
    /// <exception cref="LabConfigurationException">It is none of the options.</exception>
    public string Value
    {
        get => _options[Volatile.Read(ref _index)];
        set
        {
            var index = Array.IndexOf(_options, value);
            if (index < 0)
            {
                throw Misuse($"'{value}' is none of the options {string.Join(", ", _options)}.");
            }

            Volatile.Write(ref _index, index);
            Tell(Chosen());
        }
    }

    internal override WidgetKind Kind => DropdownKind;

    internal override Block ToBlock() => new PropertyList { { Description.Length > 0 ? Description : "Chosen", Value } };

    private protected override void AddValues(JsonObject values)
    {
        values["_options_labels"] = new JsonArray([.. _options.Select(option => (JsonNode?)JsonValue.Create(option))]);
        values["value"] = Value;
        values["index"] = _index;
    }

    // ipywidgets 6 names the choice by its text, 7 and 8 by its place.
    private protected override void Take(JsonObject values)
    {
        if (!values.ContainsKey("index") && !values.ContainsKey("value"))
        {
            return;
        }

        var index = values.Integer("index") ?? (values.Text("value") is { } text ? Array.IndexOf(_options, text) : -1);
        if (IsDisabled || index < 0 || index >= _options.Length)
        {
            Tell(Chosen());
            return;
        }

        Volatile.Write(ref _index, index);
        Tell([]);
        RaiseLatest(() => Changed?.Invoke(_options[index]));
    }

    private JsonObject Chosen() => new() { ["value"] = Value, ["index"] = _index };

    private static LabConfigurationException Misuse(string problem) => new(ViewErrorIds.WidgetMisuse, problem);
}
