using System.Buffers;

namespace LabSdk.Tapes;

/// <summary>A record on its way to a tape: room for its frame, the beginning of its body, its content.</summary>
/// <param name="Array">The bytes; may be longer.</param>
/// <param name="Length">How many count.</param>
/// <param name="IsPooled">True when the array goes back to the pool after writing.</param>
internal readonly record struct TapeEntry(byte[] Array, int Length, bool IsPooled)
{
    public Span<byte> Span => Array.AsSpan(0, Length);

    /// <summary>Copies a record together.</summary>
    public static TapeEntry Of(in TapeRecordHead head, ReadOnlySpan<byte> content)
    {
        var entry = Rent(head, content.Length);
        content.CopyTo(entry.Array.AsSpan(TapeFormat.Overhead));
        return entry;
    }

    /// <inheritdoc cref="Of(in TapeRecordHead, ReadOnlySpan{byte})"/>
    public static TapeEntry Of(in TapeRecordHead head, in ReadOnlySequence<byte> content)
    {
        var entry = Rent(head, (int)content.Length);
        content.CopyTo(entry.Array.AsSpan(TapeFormat.Overhead));
        return entry;
    }

    /// <summary>A copy that nobody returns to the pool.</summary>
    public TapeEntry Keep() => new(Span.ToArray(), Length, IsPooled: false);

    public void Return()
    {
        if (IsPooled)
        {
            ArrayPool<byte>.Shared.Return(Array);
        }
    }

    private static TapeEntry Rent(in TapeRecordHead head, int contentLength)
    {
        var length = TapeFormat.Overhead + contentLength;
        var array = ArrayPool<byte>.Shared.Rent(length);
        TapeFormat.WriteBodyHead(array, head);
        return new TapeEntry(array, length, IsPooled: true);
    }
}
