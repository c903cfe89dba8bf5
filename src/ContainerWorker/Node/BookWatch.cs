using PolyCloud.Engine.Book;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>The shadow books of all markets, released a tenth of a second behind and checked against the venue's hashes.</summary>
internal sealed class BookWatch
{
    /// <summary>How often shadow books release what has become old enough.</summary>
    private static readonly Duration ReleasePause = Duration.FromMilliseconds(100);

    private readonly Dictionary<MarketId, BookVerifier> _verifiers = [];
    private readonly ShadowBookOptions _options = new();
    private long _retiredChecked;
    private long _retiredMatched;

    /// <summary>When something is old enough to be released.</summary>
    public Timestamp NextDeadline { get; private set; } = Timestamp.Never;

    public (long Checked, long Matched) Hashes =>
        (_retiredChecked + _verifiers.Values.Sum(verifier => verifier.Checked), _retiredMatched + _verifiers.Values.Sum(verifier => verifier.Matched));

    /// <summary>Begins a market, or begins it anew on another grid; its counts so far are kept.</summary>
    public void Follow(MarketId market, MarketSpec spec)
    {
        Forget(market);
        _verifiers[market] = new BookVerifier(spec, _options);
    }

    public void Forget(MarketId market)
    {
        if (_verifiers.Remove(market, out var verifier))
        {
            _retiredChecked += verifier.Checked;
            _retiredMatched += verifier.Matched;
        }
    }

    /// <summary>The books of a market; null where it is not followed.</summary>
    public BookVerifier? Find(MarketId market) => _verifiers.GetValueOrDefault(market);

    /// <summary>Something waits for its release.</summary>
    public void Wake(Timestamp now)
    {
        if (NextDeadline.IsNever)
        {
            NextDeadline = now + ReleasePause;
        }
    }

    /// <summary>Releases and checks what is due; each market whose hashes speak against its books is named, its shadow books dropped.</summary>
    public void Tick(Timestamp now, IEnumerable<TokenPair> markets, Action<TokenPair> accused)
    {
        if (now < NextDeadline)
        {
            return;
        }

        NextDeadline = Timestamp.Never;
        foreach (var pair in markets)
        {
            if (Find(pair.Market) is { } verifier)
            {
                verifier.Advance(now);
                if (verifier.IsQuarantined)
                {
                    verifier.Drop();
                    accused(pair);
                }
            }
        }
    }
}
