using System.Globalization;

namespace LabSdk.Tests.Tapes;

public sealed class KilledRecordingTests : IDisposable
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("LABSDK_TAPE_KILLS") ?? "1", CultureInfo.InvariantCulture);

    private readonly TapeFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task The_tape_of_a_killed_process_is_replayed_to_its_end()
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            await OnceAsync(readings: 200 + (37 * kill));
            File.Delete(_files.Path);
        }
    }

    private async Task OnceAsync(int readings)
    {
        var told = await KilledRecording.StartAndKillAsync(_files.Path, readings);
        using var lab = await Lab.ReplayAsync(_files.Path);
        Assert.Null(lab.Tape!.Ended);

        var power = lab.Detector("mock_power_meter");
        var replayed = new List<string>();
        TapeException? error = null;
        while (error is null)
        {
            try
            {
                replayed.Add(power.Read().ToString("R", CultureInfo.InvariantCulture));
            }
            catch (TapeException end)
            {
                error = end;
            }
        }

        // What was told last may still have waited for the disk.
        Assert.Contains(error.ErrorId, new[] { TapeErrorIds.UsedUp, TapeErrorIds.Ends });
        Assert.NotEmpty(replayed);
        Assert.Equal(told.Take(replayed.Count), replayed.Take(told.Count));
    }
}
