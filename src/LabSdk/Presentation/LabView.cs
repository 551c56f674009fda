using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>The lab as a card: its endpoints and their peers, and the devices.</summary>
internal static class LabView
{
    public static Block Of(Lab lab)
    {
        var facts = new PropertyList();
        foreach (var connection in lab.Connections)
        {
            facts.Add(connection.Family, Cell.Code(connection.Endpoint));
            facts.AddKnown("Peer", connection.Peer);
        }

        return new Card("Lab")
        {
            State = lab.IsClosed ? State.Fault : State.Ok,
            StateWord = lab.IsClosed ? "closed" : "connected",
            Badges = [.. DeviceCard.Badges(lab.IsSimulated), .. lab.IsReplay ? [new Badge("REPLAY")] : Array.Empty<Badge>()],
            Body = [facts, DeviceTableView.Of(lab.Devices)],
        };
    }

    /// <summary>One line without asking anybody.</summary>
    public static string Line(Lab lab)
    {
        var state = lab.IsClosed ? "closed" : lab.Devices.Count == 1 ? "1 device" : $"{lab.Devices.Count} devices";
        return $"Lab at {string.Join(", ", lab.Endpoints)}: {state}{(lab.IsSimulated ? ", SIMULATED" : "")}{(lab.IsReplay ? ", REPLAY" : "")}";
    }
}
