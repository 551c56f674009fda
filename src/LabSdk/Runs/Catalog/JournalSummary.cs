using System.Buffers.Binary;

namespace LabSdk;

/// <summary>
/// Reads of a journal what the catalog wants to know. Rows are counted, not read: a journal full of images is as quick as any. Opening
/// the run reads and checks everything.
/// </summary>
internal sealed class JournalSummary
{
    private const int BufferBytes = 1 << 14;

    // Kind, number of the point, time, flags: see JournalRow.
    private const int RowHeadBytes = 18;
    private readonly List<bool> _complete = [];
    private JournalStart? _start;
    private JournalStop? _stop;
    private JournalMark? _mark;
    private JournalResumed? _resumed;
    private bool _isDescribed;

    /// <summary>What stands in a file; a file that is no journal gives facts that say so.</summary>
    public static RunFacts Of(string folder, RunFile file)
    {
        var path = Path.Combine(folder, file.Path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes);
            return Of(stream, path, file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Unreadable(file, error.Message);
        }
        catch (JournalException error)
        {
            return Unreadable(file, error.Problem);
        }
    }

    /// <inheritdoc cref="Of(string, RunFile)"/>
    /// <exception cref="JournalException">The file is no journal that can be read.</exception>
    /// <exception cref="IOException">It cannot be read at all.</exception>
    internal static RunFacts Of(Stream stream, string path, RunFile file)
    {
        JournalReader.CheckHeader(stream, path);
        var summary = new JournalSummary();
        summary.Read(stream);
        return summary._start is null ? Unreadable(file, JournalReader.NotReadable(path, "it does not begin with the start of a run").Problem) : summary.ToFacts(file);
    }

    private static RunFacts Unreadable(RunFile file, string why) => new()
    {
        File = file,
        Name = RunNote.Cut(Path.GetFileName(file.Path)),
        Started = new DateTimeOffset(file.Modified, TimeSpan.Zero),
        Fault = RunNote.Cut(why),
    };

    private void Read(Stream stream)
    {
        Span<byte> head = stackalloc byte[JournalFormat.RecordHeadBytes + RowHeadBytes];
        var length = stream.Length;
        for (long at = JournalFormat.HeaderBytes; at + JournalFormat.RecordHeadBytes < length;)
        {
            stream.Position = at;
            var got = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
            var told = got.Length <= JournalFormat.RecordHeadBytes ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(got);
            if (told is 0 or > JournalFormat.LongestBody || told > length - at - JournalFormat.RecordHeadBytes)
            {
                return;
            }

            var kind = (JournalRecordKind)got[JournalFormat.RecordHeadBytes];
            if (kind == JournalRecordKind.Row && told >= RowHeadBytes && _isDescribed)
            {
                _complete.Add((got[JournalFormat.RecordHeadBytes + RowHeadBytes - 1] & 1) != 0);
            }
            else if (kind != JournalRecordKind.Row)
            {
                stream.Position = at + JournalFormat.RecordHeadBytes;
                var body = new byte[told];
                stream.ReadExactly(body);
                if (JournalFormat.Crc32C(got[..4], body) == BinaryPrimitives.ReadUInt32LittleEndian(got[4..]))
                {
                    Take(kind, body.AsSpan(1));
                }
            }

            if (_start is null)
            {
                return;
            }

            at += JournalFormat.RecordHeadBytes + told;
        }
    }

    private void Take(JournalRecordKind kind, ReadOnlySpan<byte> json)
    {
        switch (kind)
        {
            case JournalRecordKind.Start:
                _start ??= JournalAssembly.TryParseStart(json);
                break;
            case JournalRecordKind.Descriptor:
                _isDescribed = true;
                break;
            case JournalRecordKind.Stop:
                _stop = JournalAssembly.TryParse<JournalStop>(json) is { Status: not null } stop ? stop : _stop;
                break;
            case JournalRecordKind.Mark:
                _mark = JournalAssembly.TryParse<JournalMark>(json) ?? _mark;
                break;
            case JournalRecordKind.Resumed when JournalAssembly.TryParse<JournalResumed>(json) is { Environment: not null } resumed:
                (_resumed, _stop) = (resumed, null);
                Rewind(resumed.Rows);
                break;
            case JournalRecordKind.Event when JournalAssembly.TryParse<JournalEvent>(json) is { Rows: { } rows }:
                Rewind(rows);
                break;
        }
    }

    private void Rewind(int rows)
    {
        if (rows >= 0 && rows <= _complete.Count)
        {
            _complete.RemoveRange(rows, _complete.Count - rows);
        }
    }

    private RunFacts ToFacts(RunFile file)
    {
        var (start, stop, devices) = (_start!, _stop, _start!.Motors.Concat(_start.Detectors).ToArray());
        return new RunFacts
        {
            File = file,
            Uid = RunNote.Cut(start.Uid),
            Name = RunNote.Cut(start.Name),
            Plan = RunNote.Cut(start.Text),
            Started = start.Started,
            Stopped = stop?.Time,
            Status = RunNote.Cut(stop?.Status) is { Length: > 0 } status ? status : null,
            Reason = RunNote.Cut(stop?.Reason),
            PointsDone = _complete.Count(complete => complete),
            PointsTotal = start.Points ?? (stop?.Status == "success" ? stop.PointsDone : null),
            IsSimulated = devices.Any(device => device.Simulated),
            Mark = RunRecord.MarkOf(_mark) is { } mark ? mark with { Note = RunNote.Cut(mark.Note), User = RunNote.Cut(mark.User) } : null,
            Writer = RunWriter.Of(_resumed?.Environment ?? start.Environment),
            Notes = RunNote.Of(start.Metadata),
            Devices = [.. devices.Select(device => RunNote.Cut(device.Id)).Distinct(StringComparer.Ordinal)],
        };
    }
}
