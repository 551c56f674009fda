using System.Text;
using System.Text.Json;

namespace LabSdk.Simulation.Odp;

/// <summary>The positions of groups in a file: one JSON array a line, the last of equal ones counts. Thread-safe.</summary>
internal sealed class OffsetJournal(string folder) : IDisposable
{
    private const int RewriteAfter = 100_000;

    private readonly Lock _gate = new();
    private readonly string _path = Path.Combine(folder, "group-offsets.jsonl");
    private FileStream? _file;
    private int _lines;

    /// <summary>What the file tells. A line that is torn or damaged is passed over.</summary>
    public IEnumerable<(string Group, string Topic, int Partition, CommittedOffset Offset)> Recover() =>
        File.Exists(_path) ? File.ReadLines(_path).Select(Parse).OfType<(string, string, int, CommittedOffset)>() : [];

    /// <summary>Writes the file anew, without what has been overtaken.</summary>
    public void Rewrite(IEnumerable<(string Group, string Topic, int Partition, CommittedOffset Offset)> entries)
    {
        lock (_gate)
        {
            _file?.Dispose();
            var fresh = _path + ".new";
            using (var writer = new StreamWriter(fresh, append: false, new UTF8Encoding(false)))
            {
                foreach (var (group, topic, partition, offset) in entries)
                {
                    writer.Write(Line(group, topic, partition, offset));
                }
            }

            File.Move(fresh, _path, overwrite: true);
            _file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
            _lines = 0;
        }
    }

    public void Add(
        string group, string topic, int partition, CommittedOffset offset, Func<IEnumerable<(string Group, string Topic, int Partition, CommittedOffset Offset)>> all)
    {
        lock (_gate)
        {
            if (++_lines > RewriteAfter)
            {
                Rewrite([.. all()]);
            }

            _file!.Write(Encoding.UTF8.GetBytes(Line(group, topic, partition, offset)));
            _file.Flush();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
        }
    }

    private static string Line(string group, string topic, int partition, CommittedOffset offset) =>
        JsonSerializer.Serialize(new object?[] { group, topic, partition, offset.Offset, offset.LeaderEpoch, offset.Metadata }) + "\n";

    private static (string, string, int, CommittedOffset)? Parse(string line)
    {
        try
        {
            using var parsed = JsonDocument.Parse(line);
            var item = parsed.RootElement;
            return (item[0].GetString()!, item[1].GetString()!, item[2].GetInt32(), new CommittedOffset(item[3].GetInt64(), item[4].GetInt32(), item[5].GetString()));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
