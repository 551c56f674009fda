using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LabSdk.Daq.Wire;

/// <summary>
/// One pass over one LZ4 block. Reads straight from the segments a message arrived in; copies 16 bytes at a time where
/// both sides have room, byte-exact otherwise. Never writes outside the output and never reads outside the input.
/// </summary>
internal ref partial struct Lz4Decoder
{
    private const int Step = 16;
    private const int MinimumMatch = 4;

    private readonly Span<byte> _output;
    private ReadOnlySequence<byte> _rest;
    private ReadOnlySpan<byte> _input;
    private int _read;
    private int _written;

    public Lz4Decoder(ReadOnlySequence<byte> block, Span<byte> output)
    {
        _output = output;
        _rest = block;
        _input = block.FirstSpan;
    }

    public void Run()
    {
        while (true)
        {
            RunShortSequences();
            int token = ReadByte();
            CopyLiterals(Length(token >> 4));
            if (AtEnd())
            {
                break;
            }

            int offset = ReadByte();
            offset |= ReadByte() << 8;
            CopyMatch(offset, Length(token & 15) + MinimumMatch);
        }

        if (_written != _output.Length)
        {
            throw Lz4Errors.TooShort(_written, _output.Length);
        }
    }

    /// <summary>A length is 0 to 14 in its nibble, or 15 and bytes to add until one of them is not 255.</summary>
    private int Length(int nibble)
    {
        if (nibble != 15)
        {
            return nibble;
        }

        var length = nibble;
        while (true)
        {
            var more = ReadByte();
            length += more;
            if (length > _output.Length)
            {
                throw Lz4Errors.TooLong(_output.Length);
            }

            if (more != 255)
            {
                return length;
            }
        }
    }

    private void CopyLiterals(int length)
    {
        if (length <= Step && _input.Length - _read >= Step && _output.Length - _written >= Step)
        {
            ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(_input), _read);
            ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(_output), _written);
            Vector128.LoadUnsafe(ref from).StoreUnsafe(ref to);
            _read += length;
            _written += length;
            return;
        }

        CopyLongLiterals(length);
    }

    private void CopyLongLiterals(int length)
    {
        if (length > _output.Length - _written)
        {
            throw Lz4Errors.TooLong(_output.Length);
        }

        while (length > 0)
        {
            if (_read == _input.Length)
            {
                NextSegment();
            }

            var part = Math.Min(length, _input.Length - _read);
            _input.Slice(_read, part).CopyTo(_output[_written..]);
            _read += part;
            _written += part;
            length -= part;
        }
    }

    private void CopyMatch(int offset, int length)
    {
        // Compared as unsigned: offset 0 becomes the largest number and fails too.
        if ((uint)(offset - 1) >= (uint)_written)
        {
            throw Lz4Errors.BadOffset(offset, _written);
        }

        if (length > _output.Length - _written)
        {
            throw Lz4Errors.TooLong(_output.Length);
        }

        if (offset >= Step && _output.Length - _written >= length + Step)
        {
            CopyInSteps(offset, length);
        }
        else if (offset >= length)
        {
            _output.Slice(_written - offset, length).CopyTo(_output[_written..]);
        }
        else if (offset == 1)
        {
            _output.Slice(_written, length).Fill(_output[_written - 1]);
        }
        else
        {
            CopyPattern(offset, length);
        }

        _written += length;
    }

    private readonly void CopyInSteps(int offset, int length)
    {
        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(_output), _written);
        ref var from = ref Unsafe.Subtract(ref to, offset);
        for (var i = 0; i < length; i += Step)
        {
            Vector128.LoadUnsafe(ref from, (nuint)i).StoreUnsafe(ref to, (nuint)i);
        }
    }

    /// <summary>A match that overlaps itself repeats a pattern: copy it, then copy the doubled pattern, and so on.</summary>
    private readonly void CopyPattern(int offset, int length)
    {
        var done = 0;
        var period = offset;
        while (done < length)
        {
            var part = Math.Min(period, length - done);
            _output.Slice(_written - offset, part).CopyTo(_output[(_written + done)..]);
            done += part;
            period = offset + done;
        }
    }

    private byte ReadByte()
    {
        if (_read == _input.Length)
        {
            NextSegment();
        }

        return _input[_read++];
    }

    private bool AtEnd()
    {
        while (_read == _input.Length)
        {
            if (!TryNextSegment())
            {
                return true;
            }
        }

        return false;
    }

    private void NextSegment()
    {
        do
        {
            if (!TryNextSegment())
            {
                throw Lz4Errors.Truncated();
            }
        }
        while (_input.IsEmpty);
    }

    private bool TryNextSegment()
    {
        _rest = _rest.Slice(_input.Length);
        _input = _rest.FirstSpan;
        _read = 0;
        return !_rest.IsEmpty;
    }
}
