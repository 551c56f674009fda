using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LabSdk.Framing;

namespace LabSdk.Tapes;

/// <summary>
/// Reads what stands where on a tape of any state: whole, torn at the end, damaged in the middle, or hostile. Messages stay in the file.
/// </summary>
internal sealed class TapeReader
{
    private readonly Dictionary<ushort, RecordedLink> _links = [];
    private readonly Dictionary<(ushort, uint), RecordedCall> _calls = [];
    private readonly TapeContent _content;

    private TapeReader(TapeStart start) => _content = new TapeContent { Start = start };

    /// <exception cref="TapeException">The file is not a tape, of another version, or ends before its first record.</exception>
    public static TapeContent Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
            return Read(file, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw TapeException.NotReadable(path, error.Message.TrimEnd('.'), error);
        }
    }

    /// <inheritdoc cref="Read(string)"/>
    public static TapeContent Read(Stream stream, string path)
    {
        CheckHeader(stream, path);
        TapeReader? reader = null;
        Span<byte> head = stackalloc byte[RecordFraming.HeadBytes];
        var body = Array.Empty<byte>();
        long at = RecordFraming.HeaderBytes, end = at;
        var damaged = 0;
        while (RecordFraming.TryRead(stream, head, ref body, TapeFormat.LongestBody, out var length))
        {
            var place = at + TapeFormat.Overhead;
            at += RecordFraming.HeadBytes + length;
            var record = body.AsSpan(0, length);
            if (!RecordFraming.IsSound(head, record) || !TapeFormat.TryReadBodyHead(record, out var about))
            {
                damaged++;
                continue;
            }

            var content = record[TapeFormat.BodyHeadBytes..];
            if (reader is null)
            {
                reader = about.Kind == TapeRecordKind.Start && TapeJson.TryRead<TapeStart>(content, out var start)
                    ? new TapeReader(start)
                    : throw TapeException.NotReadable(path, "it does not begin with the start of a tape");
            }
            else if (!reader.TryAdd(about, content, place))
            {
                damaged++;
                continue;
            }

            // What was damaged before a whole record is a hole, not the end.
            reader._content.DamagedRecords += damaged;
            reader._content.Records++;
            (damaged, end) = (0, at);
        }

        if (reader is null)
        {
            throw TapeException.NotReadable(path, "it ends before its first record");
        }

        (reader._content.Bytes, reader._content.TornBytes) = (stream.Length, stream.Length - end);
        return reader._content;
    }

    /// <summary>What stands for the bytes of a request.</summary>
    public static UInt128 KeyOf(ReadOnlySpan<byte> request)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(request, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private static void CheckHeader(Stream stream, string path)
    {
        var state = RecordFraming.ReadHeader(stream, TapeFormat.Magic, TapeFormat.MajorVersion, out var version);
        if (state != FileHeaderState.Good)
        {
            throw TapeException.NotReadable(path, state switch
            {
                FileHeaderState.Foreign => "it does not begin as one",
                FileHeaderState.Damaged => "its first bytes are damaged",
                _ => FormattableString.Invariant($"it has version {version}, and this program reads version {TapeFormat.MajorVersion}"),
            });
        }
    }

    private bool TryAdd(in TapeRecordHead head, ReadOnlySpan<byte> content, long place)
    {
        switch (head.Kind)
        {
            case TapeRecordKind.Link:
                return TryAddLink(head, content);
            case TapeRecordKind.Gap:
                return TryAddGap(content);
            case TapeRecordKind.Stop:
                var isStop = TapeJson.TryRead<TapeStop>(content, out var stop);
                _content.Stop = stop;
                return isStop;
            case TapeRecordKind.Open or TapeRecordKind.Message or TapeRecordKind.End:
                return TryAddItem(head, content, place);
            default:
                return true;
        }
    }

    private bool TryAddLink(in TapeRecordHead head, ReadOnlySpan<byte> content)
    {
        if (!TapeJson.TryRead<TapeLinkInfo>(content, out var info) || info is not { Family: not null, Address: not null } || !_links.TryAdd(head.Link, new RecordedLink(head.Link, info)))
        {
            return false;
        }

        _content.Links.Add(_links[head.Link]);
        return true;
    }

    private bool TryAddGap(ReadOnlySpan<byte> content)
    {
        if (content.Length < 16 || BinaryPrimitives.ReadInt64LittleEndian(content) is var records && records < 0)
        {
            return false;
        }

        _content.Gaps++;
        _content.LostRecords = unchecked(_content.LostRecords + records);
        _content.LostBytes = unchecked(_content.LostBytes + BinaryPrimitives.ReadInt64LittleEndian(content[8..]));
        return true;
    }

    private bool TryAddItem(in TapeRecordHead head, ReadOnlySpan<byte> content, long place)
    {
        if (!_links.TryGetValue(head.Link, out var link) || head.Time < TimeSpan.Zero)
        {
            return false;
        }

        (link.Records, link.Bytes) = (link.Records + 1, link.Bytes + content.Length);
        _content.Length = head.Time > _content.Length ? head.Time : _content.Length;
        var known = _calls.TryGetValue((head.Link, head.Call), out var call);
        if (head.Kind == TapeRecordKind.Open)
        {
            if (!known)
            {
                call = new RecordedCall(Encoding.UTF8.GetString(content), head.Time);
                _calls.Add((head.Link, head.Call), call);
                link.Calls.Add(call);
            }

            return true;
        }

        if (!known)
        {
            // Its beginning is lost in a gap.
            return false;
        }

        if (head.Kind == TapeRecordKind.Message && head.Direction == TapeDirection.Sent && call!.Key == default)
        {
            call.Key = KeyOf(content);
        }

        call!.Items.Add(new TapeItem(head.Kind, head.Direction, head.Time, place, content.Length));
        return true;
    }
}
