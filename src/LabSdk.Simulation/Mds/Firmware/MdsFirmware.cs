using System.Buffers.Binary;
using System.Text;
using LabSdk.Mds;
using LabSdk.Mds.Wire;

namespace LabSdk.Simulation.Mds;

/// <summary>
/// The firmware's side of the protocol as a state machine: what it answers to each report, and what it sends for a chunk.
/// Has no clock and no queue: <see cref="SleepAsked"/> says how long the real one would have slept. Not thread-safe.
/// </summary>
internal sealed class MdsFirmware(StreamFraming framing)
{
    public const byte InputType = 1, OutputType = 2, FeatureType = 3;
    public const int InvalidArgument = -22, NotSupported = -95, Busy = -16, TryAgain = -11;

    private const uint Features = 0x1F;
    private const int SettleMilliseconds = 50, RetryMilliseconds = 10, Tries = 10;
    private int _sequence;

    public string Serial { get; set; } = "mds-hid-dev-001";

    public string UriPrefix { get; set; } = "https://chunks.memfault.com/api/v0/chunks/";

    public string ProjectKey { get; set; } = "YOUR_PROJECT_KEY_HERE";

    public StreamFraming Framing => framing;

    public bool IsStreaming { get; private set; }

    /// <summary>Firmware of December 2025 and January 2026 began, and began again, at 1.</summary>
    public bool StartsAtOne { get; init; }

    /// <summary>Milliseconds that the last call would have slept.</summary>
    public int SleepAsked { get; private set; }

    /// <summary>How often the packetizer was aborted, so that its message begins again.</summary>
    public int Aborts { get; private set; }

    /// <summary>Chunk bytes of a report.</summary>
    public int ChunkSize => framing == StreamFraming.Bare ? MdsLimits.BareChunk : MdsLimits.LengthChunk;

    /// <summary>Length of a report with its id.</summary>
    public int ReportSize => 1 + MdsLimits.PacketCapacity(framing);

    /// <summary>Answers a GET report into a buffer that begins with the id; the length with the id, or a negative error.</summary>
    public int GetReport(byte type, byte id, Span<byte> buffer)
    {
        SleepAsked = 0;
        if (type != FeatureType || id is 0 or > (byte)MdsChannel.Authorization)
        {
            return NotSupported;
        }

        if (id == (byte)MdsChannel.SupportedFeatures)
        {
            if (buffer.Length < 1 + MdsLimits.Features)
            {
                return InvalidArgument;
            }

            buffer[0] = id;
            BinaryPrimitives.WriteUInt32LittleEndian(buffer[1..], Features);
            return 1 + MdsLimits.Features;
        }

        var text = Encoding.UTF8.GetBytes((MdsChannel)id switch
        {
            MdsChannel.DeviceIdentifier => Serial,
            MdsChannel.DataUri => UriPrefix + Serial,
            _ => $"Memfault-Project-Key: {ProjectKey}",
        });
        if (text.Length > MdsLimits.Capacity((MdsChannel)id) && id != (byte)MdsChannel.DeviceIdentifier)
        {
            return InvalidArgument;
        }

        var length = Math.Min(Math.Min(text.Length, MdsLimits.Capacity((MdsChannel)id)), buffer.Length - 1);
        buffer[0] = id;
        text.AsSpan(0, length).CopyTo(buffer[1..]);
        return 1 + length;
    }

    /// <summary>Takes a SET report that begins with its id; 0 or a negative error.</summary>
    public int SetReport(byte type, ReadOnlySpan<byte> report)
    {
        SleepAsked = 0;
        if (type != FeatureType || report.IsEmpty || report[0] != (byte)MdsChannel.StreamControl)
        {
            return NotSupported;
        }

        if (report.Length < 2 || report[1] > 1)
        {
            return InvalidArgument;
        }

        IsStreaming = report[1] == 1;
        if (IsStreaming)
        {
            SleepAsked = framing == StreamFraming.Length ? SettleMilliseconds : 0;
        }
        else
        {
            ResetSequence();
        }

        return 0;
    }

    /// <summary>The host came or went. Going ends the stream.</summary>
    public void SetInterfaceReady(bool ready)
    {
        if (!ready)
        {
            IsStreaming = false;
            ResetSequence();
        }
    }

    /// <summary>Sends a chunk; its length, or the error of the last try.</summary>
    /// <param name="chunk">Empty for nothing to send.</param>
    /// <param name="submit">Takes the report; 0 or a negative error.</param>
    public int SendChunk(ReadOnlySpan<byte> chunk, Func<byte[], int> submit)
    {
        SleepAsked = 0;
        if (chunk.IsEmpty)
        {
            return 0;
        }

        var report = new byte[ReportSize];
        report[0] = (byte)MdsChannel.StreamData;
        StreamPacketReader.Write(report.AsSpan(1), framing, _sequence, chunk);
        var result = 0;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            result = submit(report);
            if (result is not (Busy or TryAgain))
            {
                break;
            }

            SleepAsked += RetryMilliseconds;
        }

        if (result < 0)
        {
            Aborts++;
            return result;
        }

        _sequence = (_sequence + 1) & 0x1F;
        return chunk.Length;
    }

    private void ResetSequence() => _sequence = StartsAtOne ? 1 : 0;
}
