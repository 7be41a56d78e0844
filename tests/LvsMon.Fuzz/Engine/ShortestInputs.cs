using System;
using System.Collections.Generic;
using LvsMon.Fuzz.Coverage;

namespace LvsMon.Fuzz.Engine;

/// <summary>Of the inputs that are kept, for every cell of the map and every class of its count the shortest one that
/// reaches it. These hold all that is known, and a change of a short input hits what counts oftener.</summary>
internal sealed class ShortestInputs
{
    private readonly (int Input, int Length)[] _byClass = new (int, int)[8 * HitMap.Size];
    private readonly List<int> _heldBy = [];
    private readonly List<int> _inputs = [];

    internal ShortestInputs()
    {
        Array.Fill(_byClass, (-1, int.MaxValue));
    }

    /// <summary>Their numbers.</summary>
    internal IReadOnlyList<int> Inputs => _inputs;

    /// <summary>Enters an input by what the last run reached.</summary>
    /// <param name="input">Its number: 0, 1, 2 and so on.</param>
    /// <param name="length">Its length, bytes.</param>
    internal void Take(int input, int length)
    {
        _heldBy.Add(0);
        ReadOnlySpan<byte> cells = HitMap.Cells;
        for (int cell = 0; cell < cells.Length; cell++)
        {
            ref (int Input, int Length) best = ref _byClass[(8 * cell) + EdgeSet.ClassOf(cells[cell])];
            if (cells[cell] != 0 && length < best.Length)
            {
                Leave(best.Input);
                best = (input, length);
                _heldBy[input]++;
            }
        }

        if (_heldBy[input] > 0)
        {
            _inputs.Add(input);
        }
    }

    private void Leave(int input)
    {
        if (input >= 0 && --_heldBy[input] == 0)
        {
            _inputs.Remove(input);
        }
    }
}
