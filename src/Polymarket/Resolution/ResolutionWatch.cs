using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Data;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Resolution;

/// <summary>Asks the chain how a condition pays; the answer is given to <see cref="ResolutionWatch.ChainTold"/>, at any time.</summary>
public delegate void AskChain(Timestamp now, string conditionId);

/// <summary>
/// Finds out how markets paid: told by the socket where its event comes, else asked of Gamma, the Data API and the chain, in that
/// order, round after round, until one proves it. The end of a window is no resolution.
/// </summary>
public sealed class ResolutionWatch(ResolutionWatchOptions options, IResolutionEvents events, AskChain? chain = null)
{
    /// <summary>Rounds of a market that is long over come at a sixth of the pace.</summary>
    private const int LatePace = 6;

    /// <summary>Watched markets, oldest first. Bounded by the owner's slots.</summary>
    private readonly List<WatchedMarket> _markets = [];
    private readonly Dictionary<long, (WatchedMarket Market, ResolutionSource Source)> _calls = [];
    private readonly StrikeChain _strikes = new();

    public Timestamp NextDeadline { get; private set; } = Timestamp.Never;

    /// <summary>Starts to ask once the market has ended.</summary>
    /// <param name="sharesBorders">Its price to beat is the final price of the window before it, as the settlement oracle has it; a candle's is not.</param>
    public void Watch(string slug, string conditionId, Timestamp closes, bool sharesBorders)
    {
        if (_markets.Exists(market => market.Slug == slug))
        {
            return;
        }

        _markets.Add(new WatchedMarket { Slug = slug, ConditionId = conditionId, Closes = closes, SharesBorders = sharesBorders, AskAt = closes + options.FirstAfter });
        Schedule();
    }

    /// <summary>Nothing more is asked or told about it.</summary>
    public void Forget(string slug)
    {
        _markets.RemoveAll(market => market.Slug == slug);
        Schedule();
    }

    /// <summary>The market socket told a winner.</summary>
    public void SocketTold(Timestamp now, string slug, Outcome winner)
    {
        if (_markets.Find(market => market.Slug == slug) is { } market)
        {
            Prove(now, market, Payout.Of(winner), ResolutionSource.Socket);
        }
    }

    /// <summary>The chain was read; null where it is not resolved there, or could not be read.</summary>
    public void ChainTold(Timestamp now, string conditionId, Payout? payout)
    {
        if (payout is { } proved && _markets.Find(market => market.ConditionId == conditionId) is { } market)
        {
            Prove(now, market, proved, ResolutionSource.Chain);
        }
    }

    /// <summary>The strike shown for a window: it must equal the last window's final price, and not change.</summary>
    public void PriceToBeatTold(Timestamp now, string slug, Timestamp opens, OraclePrice price)
    {
        if (_markets.Find(market => market.Slug == slug) is not { SharesBorders: false } && _strikes.Learn(opens, price) is { } other)
        {
            events.SettlementMismatch(now, slug, $"the price to beat is told as {price} and as {other}");
        }
    }

    public void Tick(Timestamp now, HttpOutbox outbox)
    {
        foreach (var market in _markets)
        {
            if (market.AskAt <= now)
            {
                market.AskAt = Timestamp.Never;
                Ask(market, ResolutionSource.Gamma, outbox);
            }
        }

        Schedule();
    }

    /// <summary>Takes the outcome of a call; false when it is not this watch's.</summary>
    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        if (!_calls.Remove(callId, out var call))
        {
            return false;
        }

        if (_markets.Contains(call.Market))
        {
            Learn(now, call.Market, call.Source, outcome, outbox);
            Schedule();
        }

        return true;
    }

    private void Learn(Timestamp now, WatchedMarket market, ResolutionSource source, in HttpOutcome outcome, HttpOutbox outbox)
    {
        Payout? payout = null;
        GammaResolution? gamma = null;
        if (source == ResolutionSource.Gamma)
        {
            gamma = outcome.IsSuccess ? GammaResolution.Read(outcome.Body) : null;
            payout = gamma?.Payout;
        }
        else if (outcome.IsSuccess)
        {
            payout = DataPayout.Read(outcome.Body, market.ConditionId);
        }

        if (payout is { } proved)
        {
            Prove(now, market, proved, source);
            Compare(now, market, gamma, proved);
            return;
        }

        if (source == ResolutionSource.Gamma && market.Proved is null && now >= market.Closes + options.OthersAfter)
        {
            Ask(market, ResolutionSource.Data, outbox);
            return;
        }

        if (source == ResolutionSource.Data)
        {
            chain?.Invoke(now, market.ConditionId);
        }

        market.AskAt = now + (now < market.Closes + options.Fresh ? options.RoundPause : options.RoundPause * LatePace);
    }

    private void Prove(Timestamp now, WatchedMarket market, Payout payout, ResolutionSource source)
    {
        if (market.Proved is { } before)
        {
            if (before != payout)
            {
                events.SettlementMismatch(now, market.Slug, $"{source} says it pays {payout}; {before} was proved before");
            }

            return;
        }

        // Gamma is still asked once, for the figures it settled by.
        market.Proved = payout;
        market.AskAt = source == ResolutionSource.Gamma ? Timestamp.Never : now + options.RoundPause;
        Schedule();
        events.Resolved(now, market.Slug, payout, source);
    }

    /// <summary>Up wins where the final price is not below the price to beat; a tie is Up.</summary>
    private void Compare(Timestamp now, WatchedMarket market, GammaResolution? gamma, Payout payout)
    {
        if (gamma?.FinalPrice is not { } final)
        {
            return;
        }

        if (market.SharesBorders && _strikes.Learn(market.Closes, final) is { } other)
        {
            events.SettlementMismatch(now, market.Slug, $"the final price is told as {final}, the next price to beat as {other}");
        }

        if (gamma.PriceToBeat is { } strike && payout.Winner is { } winner && winner != (final.Units >= strike.Units ? Outcome.Up : Outcome.Down))
        {
            events.SettlementMismatch(now, market.Slug, $"{winner} won with a final price of {final} against {strike}");
        }
    }

    private void Ask(WatchedMarket market, ResolutionSource source, HttpOutbox outbox)
    {
        var id = outbox.NextId();
        _calls.Add(id, (market, source));
        outbox.Add(source == ResolutionSource.Gamma ? GammaResolution.Request(id, market.Slug) : DataRequests.Resolutions(id, market.ConditionId));
    }

    private void Schedule()
    {
        NextDeadline = Timestamp.Never;
        foreach (var market in _markets)
        {
            NextDeadline = Timestamp.Earlier(NextDeadline, market.AskAt);
        }
    }
}
