using System.Globalization;
using LabSdk.Options;
using Microsoft.Win32.SafeHandles;

namespace LabSdk.Tapes;

/// <summary>A tape that answers. Thread-safe.</summary>
internal sealed class TapeReplay : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly HashSet<ReplayLink> _claimed = [];
    private long _answered, _unanswered;

    private TapeReplay(string path, TapeContent content, ReplayOptions options, SafeFileHandle file)
    {
        (Path, Content, Options, _file) = (path, content, options, file);
        Links = [.. content.Links.Select(link => new ReplayLink(this, link))];
    }

    public string Path { get; }

    public TapeContent Content { get; }

    public ReplayOptions Options { get; }

    public IReadOnlyList<ReplayLink> Links { get; }

    /// <summary>Questions that were answered from the tape.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Questions that the tape has no answer to.</summary>
    public long Unanswered => Interlocked.Read(ref _unanswered);

    /// <exception cref="TapeException">It cannot be read.</exception>
    /// <exception cref="LabConfigurationException">An option is not valid.</exception>
    public static TapeReplay Open(string path, ReplayOptions? options = null)
    {
        options = options?.Copy() ?? new ReplayOptions();
        OptionsValidator.Validate(options, "the replay");
        var content = TapeReader.Read(path);
        try
        {
            return new TapeReplay(System.IO.Path.GetFullPath(path), content, options, File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw TapeException.NotReadable(path, error.Message.TrimEnd('.'), error);
        }
    }

    /// <summary>The links of the next connection to an address, each given once; empty when there is none.</summary>
    public IReadOnlyList<ReplayLink> Claim(string family, string address)
    {
        lock (_claimed)
        {
            var first = Links.FirstOrDefault(link => link.Family == family && link.Address == address && !link.IsPart && _claimed.Add(link));
            return first is null ? [] : [first, .. Links.Where(link => link.Fact(TapeFacts.Part) == first.Number.ToString(CultureInfo.InvariantCulture))];
        }
    }

    /// <summary>The link of the next connection to an address that has one link.</summary>
    /// <exception cref="TapeException">There is none.</exception>
    public ReplayLink ClaimOne(string family, string address) => Claim(family, address) is [var link, ..]
        ? link
        : throw Unknown(TapeErrorIds.NotOnTape, $"No {family} link to {address} was connected while the tape {Path} was recorded.", "Connect what was connected then.");

    /// <summary>The content of a record.</summary>
    public byte[] Read(in TapeItem item)
    {
        var bytes = new byte[item.Length];
        try
        {
            for (var done = 0; done < bytes.Length;)
            {
                var count = RandomAccess.Read(_file, bytes.AsSpan(done), item.Offset + done);
                done += count > 0 ? count : throw new EndOfStreamException("it is shorter than it was");
            }

            return bytes;
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            throw TapeException.NotReadable(Path, error.Message.TrimEnd('.'), error);
        }
    }

    public void Dispose() => _file.Dispose();

    internal void CountAnswer() => Interlocked.Increment(ref _answered);

    internal TapeException Unknown(string errorId, string problem, string hint)
    {
        Interlocked.Increment(ref _unanswered);
        var holes = Content.HasHoles ? FormattableString.Invariant($" The tape has {Content.Gaps} gaps and {Content.DamagedRecords} damaged records: it may have stood there.") : "";
        return new TapeException(errorId, problem + holes, hint) { Path = Path };
    }
}
