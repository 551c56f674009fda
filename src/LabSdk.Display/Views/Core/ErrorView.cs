namespace LabSdk.Display;

/// <summary>An error as a card: what happened, what to try, and where to read on; the stack stays out of it.</summary>
internal static class ErrorView
{
    private const int MaxCauses = 5;

    public static Block Of(Exception error)
    {
        var lab = error as LabException;
        var body = new List<Block> { new TextBlock(lab?.Problem ?? error.Message) };
        if (lab?.Hint is { Length: > 0 } hint)
        {
            body.Add(new TextBlock("What to try: " + hint));
        }

        var facts = new PropertyList();
        facts.AddKnown("Device", Cell.Code(lab?.DeviceId));
        facts.AddKnown("Endpoint", Cell.Code(lab?.Endpoint));
        if (lab is not null)
        {
            facts.Add("Try again", lab.IsTransient ? "may help, the fault can be temporary" : "will not help without a change");
            facts.Add("Error id", Cell.Code(lab.ErrorId));
            facts.AddKnown("Help", Cell.Code(lab.HelpLink));
        }

        if (facts.Any())
        {
            body.Add(facts);
        }

        if (Causes(error) is { Length: > 0 } causes)
        {
            body.Add(new Tabs(new Tab("Cause", new TextBlock(causes, TextStyle.Code))));
        }

        return new Card(Title(error)) { State = State.Fault, StateWord = "error", Body = body };
    }

    private static string Title(Exception error)
    {
        // "LabConnectionException" reads "Connection error": the state beside it says the second word.
        var name = TypeNames.Short(error.GetType());
        name = name.EndsWith("Exception", StringComparison.Ordinal) ? name[..^9] : name;
        name = name.StartsWith("Lab", StringComparison.Ordinal) ? name[3..] : name;
        var words = string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) && !char.IsUpper(name[i - 1]) ? " " + char.ToLowerInvariant(c) : c.ToString()));
        return words.Length > 0 ? words : "LabSdk";
    }

    private static string Causes(Exception error)
    {
        var lines = new List<string>();
        for (var cause = error.InnerException; cause is not null && lines.Count < MaxCauses; cause = cause.InnerException)
        {
            lines.Add($"{TypeNames.Short(cause.GetType())}: {cause.Message}");
        }

        return string.Join('\n', lines);
    }
}
