using System.Text;
using LabSdk.Cxl;
using LabSdk.Simulation;
using LabSdk.Tests.EndToEnd;

namespace LabSdk.Tests.Tapes;

public sealed class TapeSecretTests : IDisposable
{
    private const string Token = "canary-token-5f1c2b", Key = "canary-key-77aa0e9b12", Passphrase = "canary-passphrase-31d";

    private readonly TapeFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void No_credential_stands_on_a_tape()
    {
        var daemon = SimulatedLab.Options;
        daemon.Token = new Secret(Token);
        using (var lab = Lab.Simulate(
            daemon,
            diagnostics: new SimulatedMdsOptions { ProjectKey = Key },
            configure: options => options.Cxl = cxl => cxl.Permissions = new CxlPermissions { AllowSecurity = true }).Record(_files.Path))
        {
            lab.Detector("mock_power_meter").Read();
            Assert.Contains(Key, lab.Mds().Client.Config!.Authorization.Reveal(), StringComparison.Ordinal);
            lab.Cxl("mem0").Security.SetPassphrase(new Secret(Passphrase));
        }

        var bytes = File.ReadAllBytes(_files.Path);
        foreach (var canary in new[] { Token, Key, Passphrase })
        {
            foreach (var form in new[] { Encoding.UTF8.GetBytes(canary), Encoding.Unicode.GetBytes(canary), Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(canary))) })
            {
                Assert.True(bytes.AsSpan().IndexOf(form) < 0, $"{canary} stands on the tape.");
            }
        }

        using var again = Lab.Replay(_files.Path);
        Assert.DoesNotContain("canary", again.Mds().Client.Config!.Authorization.Reveal(), StringComparison.Ordinal);
        again.Cxl("mem0").Security.SetPassphrase(new Secret("any other one"));
    }
}
