using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Rewards;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Backtest;

/// <summary>Dollars and tokens of one window by plain addition: what the engine's own ledger must agree with.</summary>
internal sealed class OwnLedger(FeeSchedule fees)
{
    private readonly Size[] _tokens = new Size[2];

    /// <summary>Signed: what the window has brought so far, without the tokens held.</summary>
    internal Money Cash { get; private set; }

    internal Money Fees { get; private set; }

    /// <summary>An estimate, not part of <see cref="Cash"/>.</summary>
    internal Money Rebates { get; private set; }

    /// <summary>Up less Down.</summary>
    internal Size Net => _tokens[0] - _tokens[1];

    internal void Take(in Fill fill)
    {
        var buys = fill.Side == Side.Buy;
        Cash += (buys ? -fill.Amount : fill.Amount) - fill.Fee;
        Fees += fill.Fee;
        _tokens[(int)fill.Outcome] += buys ? fill.Size : -fill.Size;
        Rebates += fill.IsMaker ? MakerRebate.PerFill(fees, fill.Price, fill.Size) : Money.Zero;
    }

    internal void Take(in InventoryOperationReport report)
    {
        // A pair is one dollar; a redemption's payment comes with the winner.
        var pairs = report.Kind switch
        {
            InventoryOperationKind.Merge => -report.Amount,
            InventoryOperationKind.Split => report.Amount,
            _ => Size.Zero,
        };
        _tokens[0] += pairs;
        _tokens[1] += pairs;
        Cash -= new Money(pairs.Units);
    }

    /// <summary>Cash and the winner's tokens at a dollar each. A micro-share is worth a micro-dollar.</summary>
    internal Money Settled(Outcome winner) => Cash + new Money(_tokens[(int)winner].Units);
}
