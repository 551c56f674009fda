using LabSdk.Devices;

namespace LabSdk;

/// <summary>Finds the devices of a run in the labs of now, and says how devices differ.</summary>
internal static class RunDevices
{
    /// <exception cref="JournalException">Not all of them are there.</exception>
    public static (IReadOnlyList<IMovable> Motors, IReadOnlyList<IReadable> Detectors) Find(RunRecord record, JournalStart start, IReadOnlyList<Lab> labs)
    {
        var missing = new List<string>();
        var motors = start.Motors.Select(device => Pick<IMovable>(device, labs, lab => lab.Motor(device.Id), "moved", missing)).ToArray();
        var detectors = start.Detectors.Select(device => Pick<IReadable>(device, labs, lab => Readable(lab, device.Id), "read", missing)).ToArray();
        if (missing.Count > 0)
        {
            throw RunResuming.Refused(
                record,
                "go on",
                string.Join(' ', missing).TrimEnd('.'),
                labs.Count == 0 ? "Connect a lab first: the devices are looked for in the labs that are connected." : "Connect them, or give the plan with your own devices: Resume(plan).");
        }

        return ([.. motors.OfType<IMovable>()], [.. detectors.OfType<IReadable>()]);
    }

    public static IEnumerable<string> Differences(string kind, IReadOnlyList<JournalDevice> before, IReadOnlyList<JournalDevice> now)
    {
        if (before.Count != now.Count)
        {
            yield return $"There were {before.Count} {kind}s and are {now.Count} now.";
        }

        foreach (var (was, isNow) in before.Zip(now))
        {
            (string What, string Was, string Is)[] facts =
            [
                ("id", was.Id, isNow.Id),
                ("family", was.Family, isNow.Family),
                ("driver", was.Driver, isNow.Driver),
                ("category", was.Category, isNow.Category),
                ("unit", was.Unit, isNow.Unit),
                ("kind of peer", Peer(was), Peer(isNow)),

                // A simulation gets another port with each start.
                ("endpoint", was.Simulated ? "" : was.Endpoint, isNow.Simulated ? "" : isNow.Endpoint),
            ];
            foreach (var (what, old, current) in facts.Where(fact => fact.Was != fact.Is))
            {
                yield return $"The {what} of {kind} '{was.Id}' was '{old}' and is '{current}' now.";
            }
        }
    }

    private static T? Pick<T>(JournalDevice device, IReadOnlyList<Lab> labs, Func<Lab, T> find, string how, List<string> missing)
        where T : class
    {
        // The lab with the same endpoint first; several may have a device of that id.
        foreach (var lab in labs.OrderByDescending(lab => lab.Endpoints.Contains(device.Endpoint)))
        {
            try
            {
                return find(lab);
            }
            catch (LabException)
            {
                // Told below, when no lab has it.
            }
        }

        missing.Add($"No connected lab has '{device.Id}' ({device.Driver}), which was {how}.");
        return null;
    }

    private static IReadable Readable(Lab lab, string id) => lab.Device(id) as IReadable ?? lab.Detector(id);

    private static string Peer(JournalDevice device) => device.Simulated ? "simulated" : "real";
}
