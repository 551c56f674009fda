using LabSdk.Mds;
using LabSdk.Simulation.Mds;

namespace LabSdk.Tests.Diagnostics;

/// <summary>Chunks as a device makes them, with every text of the test's choice.</summary>
internal static class SampleChunks
{
    /// <summary>A whole message in one chunk: header, message, CRC-16/XMODEM.</summary>
    public static byte[] Single(byte[] message)
    {
        var crc = 0;
        foreach (var value in message)
        {
            crc ^= value << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            }
        }

        return [0x08, .. message, (byte)crc, (byte)(crc >> 8)];
    }

    /// <summary>Log, trace, recording and heartbeat with texts from a device.</summary>
    public static IEnumerable<byte[]> WithTexts(Func<string, string> field)
    {
        var messages = new MdsMessages(new MdsIdentity(field("main-fw"), field("1.2.3"), field("evt_24"), field("A7")));
        yield return Single(messages.Logs([new MdsLogLine(MdsLogLevel.Error, field("it broke"))], 1_700_000_000));
        yield return Single(messages.Trace(3, 0x1000, status: -1, log: field("here")));
        yield return Single(messages.Recording(new MdsRecording(TimeSpan.FromSeconds(1), [field("text/plain")], field("reason"), new byte[] { 1, 2 }), 1_700_000_000));
        yield return Single(messages.Heartbeat([1L, field("idle"), 2.5]));
    }

    /// <summary>A client without a link that has taken these chunks.</summary>
    public static MdsClient Client(DeviceConfig config, params IEnumerable<byte[]> chunks)
    {
        var client = new MdsClient(new MdsOptions { Config = config });
        foreach (var chunk in chunks)
        {
            client.ProcessChunk(chunk);
        }

        return client;
    }

    /// <summary>What a client makes of chunks, as a table.</summary>
    public static ChunkTable Table(DeviceConfig config, params IEnumerable<byte[]> chunks)
    {
        var client = new MdsClient(new MdsOptions { Config = config });
        var (packets, messages) = (new List<StreamPacket>(), new List<ReceivedMessage>());
        client.ChunkReceived += packets.Add;
        client.MessageReceived += messages.Add;
        foreach (var chunk in chunks)
        {
            client.ProcessChunk(chunk);
        }

        return new ChunkTable(
            new MdsCollection { Packets = packets, Messages = messages }, config.DeviceIdentifier, isSimulated: false, config.Authorization, []);
    }
}
