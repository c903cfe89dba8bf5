using System.Diagnostics.Metrics;
using PolyCloud.ContainerWorker.Api.Views;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Metrics;

/// <summary>
/// The worker's metrics, read from the newest snapshot when somebody asks: the engine's thread pays nothing for them. Units are
/// dollars, shares, seconds and ratios; labels are the words of logs and screens.
/// </summary>
public sealed class WorkerMeter : IDisposable
{
    public const string Name = "PolyCloud";

    private readonly IReadModel _model;

    public WorkerMeter(IReadModel model)
    {
        _model = model;
        Meter = new Meter(Name);
        Worker();
        Money();
        Orders();
        Markets();
        Bots();
        Risk();
        Latencies();
        Alerts();
    }

    public Meter Meter { get; }

    public void Dispose() => Meter.Dispose();

    private void Worker()
    {
        Counter("polycloud_snapshots", "Snapshots published; a flat line is a worker that shows an old picture.", static snapshot => snapshot.Sequence);
        Gauges("polycloud_worker_activity", "1 for what the worker does now.", static snapshot => [One(1, ("activity", Words.Label(snapshot.Worker.Activity)))]);
        Gauge("polycloud_worker_ready", "1 where it may trade.", static snapshot => snapshot.Worker.NotReadyBecause is null && snapshot.Sequence > 0 ? 1 : 0);
        Gauges("polycloud_worker_halted", "1 with the reason while everything is halted.", static snapshot => [One(snapshot.Worker.Halt == Reason.None ? 0 : 1, ("reason", snapshot.Worker.Halt.Label()))]);
        Gauge("polycloud_worker_epoch", "Fencing epoch.", static snapshot => snapshot.Worker.Epoch);
        Gauges("polycloud_feed_healthy", "1 where a connection or record is as it must be.", static snapshot => snapshot.Worker.Feeds.Select(static feed => One(feed.IsHealthy ? 1 : 0, ("feed", Words.Label(feed.Feed)))));
        Gauges("polycloud_venue_mode", "1 for what the venue lets us do now.", static snapshot => [One(1, ("mode", Words.Label(snapshot.Worker.VenueMode)))]);
        Counter("polycloud_frames", "Socket frames processed.", static snapshot => snapshot.Worker.FramesProcessed);
        Counter("polycloud_frames_skipped", "Socket frames that made no sense.", static snapshot => snapshot.Worker.FramesSkipped);
        Counter("polycloud_book_quarantines", "Times a market's books were dropped because the venue's hashes spoke against them.", static snapshot => snapshot.Worker.BookQuarantines);
        Gauge("polycloud_state_rows_waiting", "Rows of state that wait to be written.", static snapshot => snapshot.Worker.StateRowsWaiting);
        Gauge("polycloud_scheduling_lag_max_seconds", "Largest lateness of the node's timer.", static snapshot => snapshot.Worker.SchedulingLagMaximum.TotalSeconds);
        Gauge("polycloud_operations_under_way", "Operations on chain without an end.", static snapshot => snapshot.Worker.OperationsUnderWay);
    }

    private void Money()
    {
        Gauge("polycloud_pnl_realized_usd", "Realised result since the process began, after fees and gas.", static snapshot => Dollars(snapshot.Totals?.RealizedPnl));
        Gauge("polycloud_pnl_unrealized_usd", "Open results at the best bids.", static snapshot => Dollars(snapshot.Risk.Unrealized));
        Gauge("polycloud_pnl_today_usd", "Result of the UTC day, open losses included.", static snapshot => Dollars(snapshot.Risk.Today));
        Gauge("polycloud_equity_usd", "Capital plus realised plus open losses.", static snapshot => Dollars(snapshot.Risk.Equity));
        Gauge("polycloud_drawdown_ratio", "Fall of equity from its peak.", static snapshot => (double)snapshot.Risk.DrawdownPercent / 100);
        Gauge("polycloud_collateral_usd", "Spendable collateral.", static snapshot => Dollars(snapshot.Risk.Collateral));
        Gauge("polycloud_committed_usd", "Cost of positions and open buys.", static snapshot => Dollars(snapshot.Risk.Committed));
        Counter("polycloud_fees_paid_usd", "Taker fees.", static snapshot => Dollars(snapshot.Totals?.Fees));
        Counter("polycloud_gas_usd", "Spent on operations on chain.", static snapshot => Dollars(snapshot.Totals?.Gas));
        Counter("polycloud_volume_usd", "Collateral moved by fills.", static snapshot => Dollars(snapshot.Totals?.Volume));
    }

    private void Orders()
    {
        Counter("polycloud_orders_placed", "Orders sent.", static snapshot => snapshot.Totals?.OrdersPlaced ?? 0);
        Counter("polycloud_order_rejects", "Orders the venue refused.", static snapshot => snapshot.Totals?.OrdersRejected ?? 0);
        Counter("polycloud_order_rejects_post_only", "Of these, post-only orders that would have crossed.", static snapshot => snapshot.Totals?.PostOnlyRejected ?? 0);
        Counter("polycloud_orders_cancelled", "Orders cancelled.", static snapshot => snapshot.Totals?.OrdersCancelled ?? 0);
        Counter("polycloud_fills", "Executions.", static snapshot => snapshot.Totals?.Fills ?? 0);
        Counter("polycloud_windows_settled", "Windows settled.", static snapshot => snapshot.Totals?.WindowsSettled ?? 0);
        Counter("polycloud_invariant_breaches", "Broken invariants; more than none needs a person.", static snapshot => snapshot.Totals?.InvariantBreaches ?? 0);
        Counter("polycloud_refused_inputs", "Inputs that made no sense to the engine.", static snapshot => snapshot.Totals?.RefusedInputs ?? 0);
        Gauge("polycloud_live_orders", "Orders that are not over.", static snapshot => snapshot.LiveOrders.Count);
        Gauges("polycloud_mark_out_usd", "Mean move of the mid after our fills, good for us positive, dollars a share.", static snapshot => snapshot.Totals is not { } totals ? [] :
        [
            One(totals.MarkOut1Second.DollarsPerShare, ("horizon", "1s")), One(totals.MarkOut5Seconds.DollarsPerShare, ("horizon", "5s")), One(totals.MarkOut30Seconds.DollarsPerShare, ("horizon", "30s")),
        ]);
        Counters("polycloud_not_quoting_seconds", "Time without a quote while making or unwinding.", static snapshot => snapshot.Totals is not { } totals ? [] : Enum.GetValues<Reason>()
            .Where(reason => reason != Reason.None && totals.NotQuotingTime(reason).Micros > 0)
            .Select(reason => One(totals.NotQuotingTime(reason).TotalSeconds, ("reason", reason.Label()))));
        Counter("polycloud_quoting_seconds", "Time with a quote while making or unwinding.", static snapshot => snapshot.Totals?.NotQuotingTime(Reason.None).TotalSeconds ?? 0);
    }

    private void Markets()
    {
        Gauges("polycloud_unpaired_shares", "Up less Down held in a window.", static snapshot => snapshot.Markets.Select(static market => One((double)Words.Shares(market.Net), ("market", market.Id))));
        Gauges("polycloud_market_quoting", "1 where an entry of ours rests.", static snapshot => snapshot.Markets.Select(static market => One(market.IsQuoting ? 1 : 0, ("market", market.Id), ("phase", Words.Label(market.View.Phase)))));
        Gauges("polycloud_fair_value_up", "Probability of Up by our model.", static snapshot => snapshot.Markets
            .Where(static market => market.Signals.FairValue.IsValid).Select(static market => One(market.Signals.FairValue.UpProbability, ("market", market.Id))));
    }

    private void Bots()
    {
        Gauges("polycloud_bot_state", "1 for the state of a bot.", static snapshot => snapshot.Bots.Select(static bot => One(1, ("bot", bot.Id), ("strategy", bot.View.Strategy), ("state", Words.Label(bot.View.State)))));
        Gauges("polycloud_bot_pnl_realized_usd", "Realised result of a bot over restarts.", static snapshot => snapshot.Bots.Select(static bot => One(Dollars(bot.View.Realized), ("bot", bot.Id), ("strategy", bot.View.Strategy))));
        Gauges("polycloud_bot_drawdown_ratio", "Fall of a bot's equity from its peak.", static snapshot => snapshot.Bots.Select(static bot => One((double)bot.DrawdownPercent / 100, ("bot", bot.Id), ("strategy", bot.View.Strategy))));
    }

    private void Risk()
    {
        Gauges("polycloud_limit_used_ratio", "Part of a limit that is used.", static snapshot => snapshot.Risk.Gauges.Select(static gauge => One((double)gauge.Used, ("limit", gauge.Name), ("scope", gauge.Scope))));
        Gauges("polycloud_breaker_tripped", "1 where a circuit breaker stops something.", static snapshot => snapshot.Risk.Breakers.Select(static breaker => One(breaker.IsTripped ? 1 : 0, ("breaker", breaker.Name.Label()), ("scope", breaker.Scope))));
    }

    private void Alerts()
    {
        Counter("polycloud_alerts_held_back", "Alerts that were not sent because the same was told lately, or too many were.", static snapshot => snapshot.Alerts.HeldBack);
        Counters("polycloud_alerts_sent", "Alerts that a channel took.", static snapshot => snapshot.Alerts.Channels.Select(static channel => One(channel.Sent, ("channel", channel.Channel))));
        Counters("polycloud_alerts_failed", "Alerts given up after every try.", static snapshot => snapshot.Alerts.Channels.Select(static channel => One(channel.Failed, ("channel", channel.Channel))));
        Counters("polycloud_alerts_dropped", "Alerts that found a channel's queue full.", static snapshot => snapshot.Alerts.Channels.Select(static channel => One(channel.Dropped, ("channel", channel.Channel))));
    }

    /// <summary>For exporters that know no histograms of ours; /metrics has the histograms themselves.</summary>
    private void Latencies() => Gauges("polycloud_latency_percentile_seconds", "Percentiles since the process began.", static snapshot =>
        ((string, LatencyPercentiles)[])[("decision", snapshot.Latency.Decision), ("order-answer", snapshot.Latency.OrderAnswer), ("frame-age", snapshot.Latency.FrameAge)] is var all
            ? all.SelectMany(static latency => (Measurement<double>[])
            [
                One(latency.Item2.P50Micros / 1e6, ("latency", latency.Item1), ("percentile", "50")), One(latency.Item2.P99Micros / 1e6, ("latency", latency.Item1), ("percentile", "99")),
            ])
            : []);

    private void Gauge(string name, string help, Func<TradingSnapshot, double> read) => Meter.CreateObservableGauge(name, () => read(_model.Current), null, help);

    private void Counter(string name, string help, Func<TradingSnapshot, double> read) => Meter.CreateObservableCounter(name, () => read(_model.Current), null, help);

    private void Gauges(string name, string help, Func<TradingSnapshot, IEnumerable<Measurement<double>>> read) => Meter.CreateObservableGauge(name, () => read(_model.Current), null, help);

    private void Counters(string name, string help, Func<TradingSnapshot, IEnumerable<Measurement<double>>> read) => Meter.CreateObservableCounter(name, () => read(_model.Current), null, help);

    private static Measurement<double> One(double value, params ReadOnlySpan<(string Key, string Value)> labels)
    {
        var tags = new KeyValuePair<string, object?>[labels.Length];
        for (var index = 0; index < labels.Length; index++)
        {
            tags[index] = new(labels[index].Key, labels[index].Value);
        }

        return new Measurement<double>(value, tags);
    }

    private static double Dollars(Money? money) => (money?.Micros ?? 0) / 1e6;
}
