using LabSdk.Devices;

namespace LabSdk.Display;

/// <summary>Readings and motions.</summary>
internal static class ReadingView
{
    public static Block Of(Reading reading)
    {
        var list = new PropertyList { new Property("Value", Cell.Number(reading.Value, NullIfEmpty(reading.Unit)), IsLead: true) };
        if (reading.Timestamp != default)
        {
            list.Add("Taken", reading.Timestamp);
        }

        return new Card("Reading", list)
        {
            State = ToState(reading.Status),
            StateWord = reading.Status switch { ReadingStatus.Ok => null, ReadingStatus.Warning => "doubtful", _ => "not valid" },
        };
    }

    public static Block Of(MotionProgress progress) => Of(progress, "Moving");

    public static Block Of(MotionProgress progress, string title)
    {
        var way = Math.Abs(progress.Target - progress.Initial);
        var done = double.IsFinite(progress.Fraction) ? progress.Fraction * way : 0;
        return new Stack(
            new ProgressBar(title, done, way, progress.Unit, progress.Elapsed),
            new PropertyList
            {
                { "Position", Cell.Number(progress.Current, NullIfEmpty(progress.Unit)) },
                { "Target", Cell.Number(progress.Target, NullIfEmpty(progress.Unit)) },
            });
    }

    private static State ToState(ReadingStatus status) => status switch
    {
        ReadingStatus.Ok => State.Ok,
        ReadingStatus.Warning => State.Warn,
        _ => State.Fault,
    };

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
