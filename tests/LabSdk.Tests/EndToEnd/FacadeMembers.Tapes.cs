namespace LabSdk.Tests.EndToEnd;

/// <summary>How the members of tapes are called.</summary>
internal static partial class FacadeMembers
{
    private static Dictionary<string, Action<Lab>> TapeCalls => new()
    {
        ["Lab.IsReplay"] = lab => _ = lab.IsReplay,
        ["Lab.Record(String, TapeOptions)"] = lab => Taped(lab, _ => { }),
        ["Lab.Replay(String, ReplayOptions, Action`1)"] = lab => Taped(lab, _ => { }, path =>
        {
            using var again = Lab.Replay(path);
            Assert.True(again.IsReplay);
        }),
        ["Lab.Tape"] = lab => _ = lab.Tape,
        ["LabTape.Answered"] = lab => Taped(lab, tape => _ = tape.Answered),
        ["LabTape.Bytes"] = lab => Taped(lab, tape => _ = tape.Bytes),
        ["LabTape.Ended"] = lab => Taped(lab, tape => _ = tape.Ended),
        ["LabTape.Gaps"] = lab => Taped(lab, tape => _ = tape.Gaps),
        ["LabTape.IsReplay"] = lab => Taped(lab, tape => _ = tape.IsReplay),
        ["LabTape.LeftOut"] = lab => Taped(lab, tape => _ = tape.LeftOut),
        ["LabTape.LostRecords"] = lab => Taped(lab, tape => _ = tape.LostRecords),
        ["LabTape.Path"] = lab => Taped(lab, tape => _ = tape.Path),
        ["LabTape.Records"] = lab => Taped(lab, tape => _ = tape.Records),
        ["LabTape.Stop()"] = lab => Taped(lab, tape => tape.Stop()),
        ["LabTape.ToHtml()"] = lab => Taped(lab, tape => tape.ToHtml()),
        ["LabTape.ToMimeBundle()"] = lab => Taped(lab, tape => _ = tape.ToMimeBundle().PlainText),
        ["LabTape.ToString()"] = lab => Taped(lab, tape => tape.ToString()),
        ["LabTape.Unanswered"] = lab => Taped(lab, tape => _ = tape.Unanswered),
    };

    private static void Taped(Lab lab, Action<LabTape> use, Action<string>? then = null)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.labtape");
        try
        {
            using (var own = Lab.Connect(lab.SimulatedDaemon!.Address).Record(path))
            {
                use(own.Tape!);
            }

            then?.Invoke(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
