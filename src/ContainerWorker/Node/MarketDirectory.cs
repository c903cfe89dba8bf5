using System.Diagnostics.CodeAnalysis;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>The markets this node holds, found by slot, token or slug.</summary>
internal sealed class MarketDirectory : ITokenCatalog
{
    private readonly Dictionary<MarketId, TokenPair> _pairs = [];
    private readonly Dictionary<UInt256, (TokenPair Pair, Outcome Outcome)> _tokens = [];

    /// <summary>In the order of their slots.</summary>
    public IEnumerable<TokenPair> All => _pairs.Values.OrderBy(pair => pair.Market.Slot);

    public int Count => _pairs.Count;

    public MarketSpec this[MarketId market] => _pairs[market].Spec;

    public void Add(MarketId market, MarketSpec spec) => Put(new TokenPair(market, spec));

    /// <summary>Orders are signed on the new grid from here on.</summary>
    public void SetTick(MarketId market, TickSize tick)
    {
        if (_pairs.TryGetValue(market, out var pair))
        {
            Put(new TokenPair(market, pair.Spec with { TickSize = tick }));
        }
    }

    public void Remove(MarketId market)
    {
        if (_pairs.Remove(market, out var pair))
        {
            _tokens.Remove(pair.Up);
            _tokens.Remove(pair.Down);
        }
    }

    public bool TryMarket(MarketId market, [NotNullWhen(true)] out TokenPair? pair) => _pairs.TryGetValue(market, out pair);

    public bool TryToken(in UInt256 token, [NotNullWhen(true)] out TokenPair? pair, out Outcome outcome)
    {
        var found = _tokens.TryGetValue(token, out var entry);
        (pair, outcome) = entry;
        return found;
    }

    /// <summary>The slot of a slug; false where this node does not hold it.</summary>
    public bool TrySlug(string slug, out MarketId market)
    {
        foreach (var (id, pair) in _pairs)
        {
            if (pair.Spec.Slug == slug)
            {
                market = id;
                return true;
            }
        }

        market = default;
        return false;
    }

    private void Put(TokenPair pair)
    {
        _pairs[pair.Market] = pair;
        _tokens[pair.Up] = (pair, Outcome.Up);
        _tokens[pair.Down] = (pair, Outcome.Down);
    }
}
