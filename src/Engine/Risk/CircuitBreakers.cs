using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>
/// Stops what loses or fails: losses in a row pause the bot and let it go by themselves; the daily loss stops all opening; a bot's
/// drawdown halts it; the portfolio's halts all and flattens; a venue that answers badly pauses all. All but the first and the last
/// hold until a person re-arms them.
/// </summary>
internal sealed class CircuitBreakers
{
    private readonly RiskOptions _options;
    private readonly World _world;
    private readonly MarketTable _markets;
    private readonly Cancels _cancels;
    private readonly Bot[] _bots;
    private bool _dailyLossHit;

    public CircuitBreakers(RiskOptions options, World world, MarketTable markets, Cancels cancels, IReadOnlyList<Bot> bots)
    {
        _options = options;
        _world = world;
        _markets = markets;
        _cancels = cancels;
        _bots = [.. bots];
        Portfolio = new EquityMeter(options.Capital);
        Venue = new VenueBreaker(options.Breakers);
    }

    public EquityMeter Portfolio { get; }

    public VenueBreaker Venue { get; }

    /// <summary>The daily loss was hit and nobody has re-armed since.</summary>
    public bool IsDailyLossHit => _dailyLossHit;

    public void OnRealized(Bot bot, Timestamp now, Money change)
    {
        bot.Equity.OnRealized(now, change);
        Portfolio.OnRealized(now, change);
    }

    public void OnTripClosed(Bot bot, Timestamp now, Money result, EffectBuffer effects)
    {
        if (bot.Streak.OnTripClosed(result, _options.MaximumConsecutiveLosses))
        {
            BotRoster.Signal(bot, BotSignal.Pause, Reason.ConsecutiveLosses, now + _options.ConsecutiveLossPause, now, effects);
        }
    }

    /// <summary>Marks a market's positions at its best bids.</summary>
    public void Mark(Market market)
    {
        foreach (var seat in market.Seats)
        {
            var unrealized = MarketReport.Unrealized(market, seat);
            Carry(seat, unrealized < Money.Zero ? unrealized : Money.Zero);
        }
    }

    /// <summary>A market leaves: whatever it was marked at no longer counts.</summary>
    public void Forget(Market market)
    {
        foreach (var seat in market.Seats)
        {
            Carry(seat, Money.Zero);
        }
    }

    /// <summary>Looks at the drawdowns.</summary>
    public void Follow(Timestamp now, EffectBuffer effects)
    {
        foreach (var bot in _bots)
        {
            if (bot.State != BotState.EmergencyHalt && bot.Equity.HasFallen(_options.Breakers.BotDrawdownPercent))
            {
                BotRoster.Signal(bot, BotSignal.EmergencyHalt, Reason.BotDrawdown, Timestamp.Never, now, effects);
                Tell(bot.Id, Reason.BotDrawdown, now, effects);
            }
        }

        if (_world.Flatten == Reason.None && Portfolio.HasFallen(_options.Breakers.PortfolioDrawdownPercent))
        {
            Flatten(Reason.PortfolioDrawdown, now, effects);
            Tell(default, Reason.PortfolioDrawdown, now, effects);
        }
    }

    /// <summary>Halts every bot, cancels everything and closes what is held, until a person resumes.</summary>
    public void Flatten(Reason reason, Timestamp now, EffectBuffer effects)
    {
        _world.Halt = Reason.None;
        _world.Flatten = reason;
        effects.Add(EffectKind.Note, now).Reason = reason;
        _cancels.RequestEverything(_markets, reason, now, effects);
        foreach (var bot in _bots)
        {
            BotRoster.Signal(bot, BotSignal.EmergencyHalt, reason, Timestamp.Never, now, effects);
        }

        foreach (var id in _markets.Active)
        {
            _markets[id].Deadline = now;
        }
    }

    /// <summary>Why nothing may be opened by any bot. The daily loss, once hit, holds until a person resumes, also past midnight.</summary>
    public Reason Verdict(Timestamp now)
    {
        var today = Portfolio.Today(now);
        _dailyLossHit |= today <= -_options.MaximumDailyLoss
            || (Int128)(-today).Micros * 100 >= (Int128)Portfolio.AtDayBegin.Micros * _options.Breakers.DailyLossPercent;
        return _dailyLossHit ? Reason.DailyLossLimit : Venue.Verdict(now);
    }

    /// <summary>The next moment after now at which time alone changes the verdict.</summary>
    public Timestamp NextChange(Timestamp now) => Venue.PausedUntil > now ? Venue.PausedUntil : Timestamp.Never;

    /// <summary>A person takes responsibility: everything is armed anew, counting from here, and what these breakers stopped goes on.</summary>
    public void Rearm(Timestamp now, EffectBuffer effects)
    {
        _dailyLossHit = false;
        Portfolio.Rearm();
        Venue.Rearm();
        foreach (var bot in _bots)
        {
            bot.Equity.Rearm();
            bot.Streak.Set(0);
            if (bot.State == BotState.Paused && bot.Why == Reason.ConsecutiveLosses)
            {
                BotRoster.Signal(bot, BotSignal.Resume, Reason.None, Timestamp.Never, now, effects);
            }
            else if (bot.State == BotState.EmergencyHalt && _world.Flatten != Reason.None && bot.Why == _world.Flatten)
            {
                BotRoster.Signal(bot, BotSignal.Rearm, Reason.None, Timestamp.Never, now, effects);
                BotRoster.Signal(bot, BotSignal.Start, Reason.None, Timestamp.Never, now, effects);
            }
        }

        _world.Flatten = Reason.None;
    }

    public RiskState Export() => new()
    {
        Portfolio = Portfolio.Export(RecoveredAnew(null)),
        DailyLossHit = _dailyLossHit,
        Flatten = _world.Flatten,
        VenuePausedUntil = Venue.PausedUntil,
        VenuePauses = Venue.Pauses,
        Bots = [.. _bots.Select(bot => new BotRiskState(
            bot.Id, bot.Name, bot.Equity.Export(RecoveredAnew(bot)), bot.Streak.Losses, bot.State, bot.Why, bot.PausedUntil))],
    };

    public void Import(RiskState state, Timestamp now, EffectBuffer effects)
    {
        Portfolio.Import(state.Portfolio);
        Venue.Import(state.VenuePausedUntil, state.VenuePauses);
        _dailyLossHit = state.DailyLossHit;
        _world.Flatten = state.Flatten;
        foreach (var kept in state.Bots)
        {
            var known = kept.Bot.Number >= 0 && kept.Bot.Number < _bots.Length ? _bots[kept.Bot.Number] : null;
            if (known is not null && known.Name == kept.Strategy)
            {
                known.Equity.Import(kept.Equity);
                known.Streak.Set(kept.ConsecutiveLosses);
                Restore(known, kept, now, effects);
            }
        }
    }

    /// <summary>What was realised in windows that are not settled: their executions are recovered after a restart, and would count twice.</summary>
    /// <param name="of">One bot, or all of them where null.</param>
    private Money RecoveredAnew(Bot? of)
    {
        var sum = Money.Zero;
        foreach (var id in _markets.Active)
        {
            var market = _markets[id];
            if (market.Phase.Current != MarketPhase.Settled)
            {
                foreach (var seat in market.Seats)
                {
                    sum += of is null || seat.Bot == of ? seat.Ledger.Books.Realized : Money.Zero;
                }
            }
        }

        return sum;
    }

    // A bot that traded when the worker died starts again; one that was held stays held, for the same reason.
    private static void Restore(Bot bot, in BotRiskState kept, Timestamp now, EffectBuffer effects)
    {
        BotSignal? signal = kept.State switch
        {
            BotState.Paused => BotSignal.Pause,
            BotState.Idle or BotState.Stopping or BotState.Stopped => BotSignal.Stop,
            BotState.Error => BotSignal.Fail,
            BotState.EmergencyHalt => BotSignal.EmergencyHalt,
            _ => null,
        };
        if (signal is { } held)
        {
            BotRoster.Signal(bot, held, kept.Why, kept.PausedUntil, now, effects);
        }
    }

    private static void Tell(BotId bot, Reason reason, Timestamp now, EffectBuffer effects)
    {
        ref var alert = ref effects.Add(EffectKind.Alert, now);
        alert.Bot = bot;
        alert.Reason = reason;
    }

    private void Carry(Seat seat, Money openLoss)
    {
        var change = openLoss - seat.OpenLoss;
        if (change != Money.Zero)
        {
            seat.OpenLoss = openLoss;
            seat.Bot.Equity.OnOpenLoss(change);
            Portfolio.OnOpenLoss(change);
        }
    }
}
