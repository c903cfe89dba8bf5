using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Trades;

/// <summary>One maker's part of a trade, as the venue tells it.</summary>
/// <param name="Token">The maker's own token: the taker's, or the other outcome's where sets were minted or merged.</param>
/// <param name="Price">The maker's price on its own token.</param>
/// <param name="Size">Shares matched.</param>
/// <param name="IsOwn">The order is ours.</param>
public readonly record struct MakerPart(Hash256 Order, UInt256 Token, Price Price, Size Size, bool IsOwn);

/// <summary>
/// One trade of the venue, neutral: a taker order's execution against one or more makers, as REST and the user stream both
/// tell it. One object is reused for many readings.
/// </summary>
public sealed class TradeRecord
{
    /// <summary>One taker order sweeps at most one maker per resting order; the venue caps a match far below this.</summary>
    public const int MaximumMakers = 4096;

    private readonly List<MakerPart> _makers = [];

    public Guid Id { get; set; }

    public Hash256 TakerOrder { get; set; }

    /// <summary>The taker's token.</summary>
    public UInt256 Token { get; set; }

    /// <summary>The taker's side.</summary>
    public Side Side { get; set; }

    /// <summary>The taker's price: the worst level touched.</summary>
    public Price Price { get; set; }

    public Size Size { get; set; }

    public FillStatus Status { get; set; }

    public Timestamp MatchTime { get; set; }

    /// <summary>The taker order is ours.</summary>
    public bool TakerIsOwn { get; set; }

    public IReadOnlyList<MakerPart> Makers => _makers;

    /// <summary>Adds one maker's part; false when the trade has more than <see cref="MaximumMakers"/>.</summary>
    public bool TryAddMaker(in MakerPart part)
    {
        if (_makers.Count == MaximumMakers)
        {
            return false;
        }

        _makers.Add(part);
        return true;
    }

    public void Clear()
    {
        Id = default;
        TakerOrder = default;
        Token = default;
        Side = default;
        Price = default;
        Size = default;
        Status = default;
        MatchTime = default;
        TakerIsOwn = false;
        _makers.Clear();
    }
}
