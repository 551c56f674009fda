using System.Numerics;
using System.Runtime.CompilerServices;

namespace LabSdk.Data;

/// <summary>A hash table from 64-bit keys to codes in the order of first appearance; open addressing, grows with the distinct keys.</summary>
internal sealed class KeyMap
{
    private const ulong Mix = 0x9E3779B97F4A7C15;

    private readonly List<int> _firstRows = [];
    private (ulong Key, int Slot)[] _slots;
    private int _shift;
    private int _nullCode = -1;

    public KeyMap(int expected)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(expected, 16, 4096));
        _slots = new (ulong, int)[size];
        _shift = 64 - BitOperations.Log2((uint)size);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Code(ulong key, int row)
    {
        var mask = _slots.Length - 1;
        for (var i = Start(key); ; i = (i + 1) & mask)
        {
            ref var slot = ref _slots[i];
            if (slot.Slot == 0)
            {
                _firstRows.Add(row);
                slot = (key, _firstRows.Count);
                var code = _firstRows.Count - 1;
                if (2 * _firstRows.Count > _slots.Length)
                {
                    Grow();
                }

                return code;
            }

            if (slot.Key == key)
            {
                return slot.Slot - 1;
            }
        }
    }

    public int NullCode(int row)
    {
        if (_nullCode < 0)
        {
            _nullCode = _firstRows.Count;
            _firstRows.Add(row);
        }

        return _nullCode;
    }

    public int[] FirstRows() => [.. _firstRows];

    private int Start(ulong key)
    {
        // Double keys differ in their high bits: fold them down before mixing up.
        key ^= key >> 32;
        return (int)(key * Mix >> _shift);
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new (ulong, int)[old.Length * 2];
        _shift--;
        var mask = _slots.Length - 1;
        foreach (var entry in old)
        {
            if (entry.Slot == 0)
            {
                continue;
            }

            var i = Start(entry.Key);
            while (_slots[i].Slot != 0)
            {
                i = (i + 1) & mask;
            }

            _slots[i] = entry;
        }
    }
}
