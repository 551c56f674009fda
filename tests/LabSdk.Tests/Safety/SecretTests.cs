using System.Text;
using System.Text.Json;
using LabSdk.Display;
using LabSdk.Simulation;
using static LabSdk.Plans;

namespace LabSdk.Tests.Safety;

/// <summary>A token goes onto the wire and nowhere else: not into errors, views, texts, JSON or the files of a run.</summary>
public class SecretTests
{
    private const string Canary = "canary-7f3a91";

    [Fact]
    public async Task Token_appears_in_nothing_that_a_user_or_file_gets()
    {
        var folder = Directory.CreateTempSubdirectory("labsdk-secret-");
        var seen = new StringBuilder();
        try
        {
            LabOptions? options = null;
            var lab = await Lab.SimulateAsync(new SimulatedDaemonOptions { Token = Canary }, own =>
            {
                own.DataFolder = folder.FullName;
                options = own;
            });
            var stage = lab.Motor("mock_stage");
            using (lab.Run("night", new() { ["note"] = "x" }))
            {
                See(await Scan(stage, 0, 1, 2).Read(lab.Detector("mock_power_meter")).RunAsync("short"));
            }

            See(lab, lab.Devices, stage, stage.Parameters, lab.Health, lab.Endpoints, options!);
            seen.Append(JsonSerializer.Serialize(new { options!.Token, lab.Endpoints }));
            See(Record.Exception(() => lab.Motor("mock_stge"))!, Record.Exception(() => stage.Position = 1e6)!);
            lab.Dispose();
            See(Record.Exception(() => stage.Position)!);
            foreach (var file in folder.GetFiles("*", SearchOption.AllDirectories))
            {
                seen.Append(await File.ReadAllTextAsync(file.FullName));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Assert.True(seen.Length > 10_000, "the views were not drawn");
        Assert.DoesNotContain(Canary, seen.ToString(), StringComparison.Ordinal);

        void See(params object[] things)
        {
            foreach (var thing in things)
            {
                var bundle = Views.ToMimeBundle(thing);
                seen.Append(bundle.PlainText).Append(bundle.Html).AppendLine(thing.ToString());
            }
        }
    }

    [Theory]
    [InlineData("?token=" + Canary)]
    [InlineData("?tokn=" + Canary)]
    public async Task Refused_token_is_not_in_the_error(string query)
    {
        await using var daemon = await SimulatedDaemon.StartAsync(new SimulatedDaemonOptions { Token = "right" });
        var error = await Assert.ThrowsAnyAsync<LabException>(() => Lab.ConnectAsync(daemon.Address + query));
        Assert.DoesNotContain(Canary, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, Views.ToMimeBundle(error).Html, StringComparison.Ordinal);
    }
}
