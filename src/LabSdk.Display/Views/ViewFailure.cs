namespace LabSdk.Display;

/// <summary>What is shown in place of an object whose view failed: a cell must never fail because of its output.</summary>
internal static class ViewFailure
{
    public static Block Of(object value, Exception error) => new Card($"{TypeNames.Short(value.GetType())} cannot be shown")
    {
        State = State.Fault,
        Body =
        [
            new PropertyList
            {
                { "Error", error.GetType().Name },
                { "Message", error.Message },
                { "Id", Cell.Code(ViewErrorIds.ViewFailed) },
            },
        ],
    };
}
