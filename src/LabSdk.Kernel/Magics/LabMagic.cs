using LabSdk.Display;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Magics;

/// <summary><c>#!lab</c>: the connected labs with their devices.</summary>
internal sealed class LabMagic : IMagicCommand
{
    public string Name => "#!lab";

    public string Help => "Shows the connected labs with their devices.";

    public Task ExecuteAsync(string arguments, IScriptSession session, CancellationToken cancellationToken)
    {
        var labs = Lab.Connected;
        foreach (var lab in labs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            session.Output.Show(Views.ToMimeBundle(lab));
        }

        if (labs.Count == 0)
        {
            session.Output.Show(new TextBlock("No lab is connected. Try  var lab = Lab.Simulate();  or  var lab = Lab.Connect(\"localhost:50051\");").ToMimeBundle());
        }

        return Task.CompletedTask;
    }
}
