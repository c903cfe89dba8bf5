using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Matching;

namespace PolyCloud.Exchange.Fills;

/// <summary>The displayed book of one window in Up terms, without own orders. What own takers took stays taken until the level is told again.</summary>
internal sealed class PaperBook
{
    private readonly long[][] _shares = [new long[Price.Scale + 1], new long[Price.Scale + 1]];
    private readonly OccupiedLevels[] _occupied = [new(), new()];

    internal bool IsKnown { get; private set; }

    internal long Shares(Side side, int units) => _shares[(int)side][units];

    /// <summary>Best price units of a side, or −1.</summary>
    internal int Best(Side side) => side == Side.Buy ? _occupied[0].AtOrBelow(Price.Scale) : _occupied[1].AtOrAbove(0);

    internal int NextWorse(Side side, int units) => side == Side.Buy ? _occupied[0].AtOrBelow(units - 1) : _occupied[1].AtOrAbove(units + 1);

    internal bool IsCrossed => Best(Side.Buy) is var bid and >= 0 && Best(Side.Sell) is var ask and >= 0 && bid >= ask;

    internal void Set(Side side, int units, long shares)
    {
        _shares[(int)side][units] = shares;
        if (shares > 0)
        {
            _occupied[(int)side].Set(units);
        }
        else
        {
            _occupied[(int)side].Unset(units);
        }
    }

    internal void Begin() => IsKnown = true;

    internal void Clear()
    {
        for (var side = 0; side < 2; side++)
        {
            Array.Clear(_shares[side]);
            _occupied[side].Clear();
        }

        IsKnown = false;
    }
}
