using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Bots;

/// <summary>The bots of one engine, and what moves them.</summary>
internal sealed class BotRoster
{
    private readonly Bot[] _bots;
    private readonly World _world;
    private readonly MarketTable _markets;
    private readonly OrderTable _orders;
    private readonly SignalOptions _signals;

    public BotRoster(IReadOnlyList<Bot> bots, SignalOptions signals, World world, MarketTable markets, OrderTable orders)
    {
        _bots = [.. bots];
        _signals = signals;
        _world = world;
        _markets = markets;
        _orders = orders;
    }

    public ReadOnlySpan<Bot> All => _bots;

    /// <summary>The earliest end of a pause.</summary>
    public Timestamp NextDeadline
    {
        get
        {
            var next = Timestamp.Never;
            foreach (var bot in _bots)
            {
                next = bot.State == BotState.Paused ? Timestamp.Earlier(next, bot.PausedUntil) : next;
            }

            return next;
        }
    }

    /// <summary>A person's command; false where it is for no bot or not a person's to give.</summary>
    public bool Take(in BotCommand command, Timestamp now, EffectBuffer effects)
    {
        var isPersons = command.Signal is BotSignal.Start or BotSignal.Pause or BotSignal.Resume or BotSignal.Stop or BotSignal.EmergencyHalt or BotSignal.Rearm;
        if (!isPersons || command.Bot.Number < 0 || command.Bot.Number >= _bots.Length)
        {
            return false;
        }

        Signal(_bots[command.Bot.Number], command.Signal, command.Reason, command.PauseUntil, now, effects);
        return true;
    }

    /// <summary>Moves one bot; a change is noted.</summary>
    public static void Signal(Bot bot, BotSignal signal, Reason why, Timestamp until, Timestamp now, EffectBuffer effects)
    {
        if (bot.Take(signal, why, until))
        {
            ref var note = ref effects.Add(EffectKind.BotNote, now);
            note.Bot = bot.Id;
            note.BotState = bot.State;
            note.Reason = why;
        }
    }

    /// <summary>What time, feeds and the end of positions do to bots.</summary>
    public void Follow(Timestamp now, EffectBuffer effects)
    {
        foreach (var bot in _bots)
        {
            switch (bot.State)
            {
                case BotState.Starting when _world.OpeningVerdict(_signals.RequireOracle) == Reason.None:
                    Signal(bot, BotSignal.Ready, Reason.None, Timestamp.Never, now, effects);
                    break;
                case BotState.Paused when now >= bot.PausedUntil:
                    Signal(bot, BotSignal.Resume, Reason.None, Timestamp.Never, now, effects);
                    break;
                case BotState.Stopping when IsClearAndFlat(bot):
                    Signal(bot, BotSignal.Cleared, Reason.None, Timestamp.Never, now, effects);
                    break;
            }
        }
    }

    public IReadOnlyList<BotView> Views() => [.. _bots.Select(bot => new BotView(
        bot.Id, bot.Name, bot.State, bot.Why, bot.PausedUntil, bot.Equity.Capital, bot.Equity.Realized, bot.Equity.OpenLoss, bot.Equity.Peak,
        bot.Streak.Losses, LiveOrdersOf(bot.Id)))];

    private int LiveOrdersOf(BotId bot)
    {
        var count = 0;
        foreach (var id in _markets.Active)
        {
            foreach (var index in _markets[id].Open)
            {
                count += _orders[index].Bot == bot && !_orders[index].State.IsTerminal() ? 1 : 0;
            }
        }

        return count;
    }

    private bool IsClearAndFlat(Bot bot)
    {
        foreach (var id in _markets.Active)
        {
            var market = _markets[id];
            if (market.SeatOf(bot.Id).Ledger.Books.Net.Magnitude >= market.Spec.MinimumOrderSize)
            {
                return false;
            }

            foreach (var index in market.Open)
            {
                if (_orders[index].Bot == bot.Id)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
