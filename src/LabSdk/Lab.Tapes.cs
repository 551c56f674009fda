using LabSdk.Options;
using LabSdk.Tapes;

namespace LabSdk;

public sealed partial class Lab
{
    private LabTape? _tape;

    /// <summary>The tape that this lab is recorded on, was recorded on, or is replayed from; null without one.</summary>
    public LabTape? Tape => Volatile.Read(ref _tape);

    /// <summary>True when no device is there and a tape answers; shown wherever the lab is shown.</summary>
    public bool IsReplay => _options.Replay is not null;

    /// <summary>
    /// Opens a lab that answers from a tape, without any device: the same program gets the same answers, in the recorded order. What was
    /// not asked while the tape was recorded gives a <see cref="TapeException"/>. Its scans write no journals, because nothing is
    /// measured, unless <see cref="LabOptions.Journal"/> is set. Blocks until it is open.
    /// </summary>
    /// <param name="path">A file that <see cref="Record"/> wrote; one whose recording was killed will do.</param>
    /// <param name="options">How; null for every answer at once.</param>
    /// <param name="configure">Sets options of the lab; null for the defaults.</param>
    /// <exception cref="TapeException">The file is not a tape, or has no link that can be replayed.</exception>
    /// <exception cref="LabConfigurationException">An option is not valid.</exception>
    /// <example><code>using var lab = Lab.Replay("x.labtape");</code></example>
    public static Lab Replay(string path, ReplayOptions? options = null, Action<LabOptions>? configure = null) => Blocking.Run(
        token => ReplayAsync(path, options, configure, token), new BlockingCall("Opening the tape"));

    /// <summary>Opens a lab that answers from a tape.</summary>
    /// <param name="path">A file that <see cref="Record"/> wrote.</param>
    /// <param name="options">How; null for every answer at once.</param>
    /// <param name="configure">Sets options of the lab; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <inheritdoc cref="Replay" path="/exception"/>
    public static async Task<Lab> ReplayAsync(
        string path, ReplayOptions? options = null, Action<LabOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var replay = TapeReplay.Open(path, options);
        try
        {
            var own = new LabOptions { Replay = replay, Journal = false };
            configure?.Invoke(own);
            string[] addresses = [.. replay.Links.Where(link => !link.IsPart).Select(link => link.Address)];
            if (addresses.Length == 0)
            {
                throw TapeException.NotReadable(path, "no link was recorded on it");
            }

            var lab = await ConnectAsync(addresses, own, null, null, cancellationToken).ConfigureAwait(false);
            lab._tape = new LabTape(replay);
            return lab;
        }
        catch
        {
            replay.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Records everything that crosses the transports from now on, and what crossed them while the lab was connected, until the lab is
    /// closed or <see cref="LabTape.Stop"/>. Everything works as without: what the disk cannot take in time is counted as a gap.
    /// Credentials are not written. Does not block, but for creating the file.
    /// </summary>
    /// <param name="path">The file, for example <c>x.labtape</c>.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>This lab.</returns>
    /// <exception cref="TapeException">The file exists or cannot be written, or the lab is recorded already, replayed or closed.</exception>
    /// <exception cref="LabConfigurationException">An option is not valid.</exception>
    /// <example><code>using var lab = Lab.Connect("localhost:50051").Record("x.labtape");</code></example>
    public Lab Record(string path, TapeOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options = options?.Copy() ?? new TapeOptions();
        OptionsValidator.Validate(options, "the tape");
        lock (_closed)
        {
            Calls.ThrowIfClosed();
            if (IsReplay || Tape is { Ended: null })
            {
                throw new TapeException(
                    TapeErrorIds.NotRecordable,
                    IsReplay ? "A lab that is replayed from a tape cannot be recorded." : $"The lab is recorded on {Tape!.Path} already.",
                    IsReplay ? "Copy the tape." : "End that with lab.Tape.Stop() first.")
                {
                    Path = Tape?.Path ?? "",
                };
            }

            // One that ended by itself still has a writer.
            _ = Tape?.StopAsync();
            _tape = LabTape.Begin(path, options, Options.Deck!, IsSimulated, LeftOut());
        }

        return this;
    }

    private string[] LeftOut()
    {
        var recorded = Options.Deck!.Taps.Select(tap => tap.Family).ToHashSet(StringComparer.Ordinal);
        return [.. Connections.Where(connection => !recorded.Contains(connection.Family)).Select(connection => connection.Endpoint)];
    }

    private async Task CloseTapeAsync()
    {
        if (Tape is { } tape)
        {
            await tape.EndAsync("closed").ConfigureAwait(false);
        }

        Options.Replay?.Dispose();
    }
}
