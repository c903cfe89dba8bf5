using System.Globalization;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Prices;
using PolyCloud.Polymarket.Prices.Exchanges;
using PolyCloud.Polymarket.Prices.Rtds;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Sockets;
using PolyCloud.Polymarket.User;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Frames;
using PolyCloud.Storage.Journal.Steps;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.ContainerWorker.Recording;

/// <summary>
/// Records the raw frames of a series' sockets and the answers about its windows until it is stopped. It places no order and
/// cancels none.
/// </summary>
public sealed class Recorder
{
    /// <summary>What a crash of the recorder loses at most, and how long a quiet stream waits for its block.</summary>
    private static readonly TimeSpan FlushPause = TimeSpan.FromSeconds(1);

    private readonly RecorderOptions _options;
    private readonly Clock _clock;
    private readonly Lock _gate = new();
    private readonly HttpPump _http;
    private readonly JournalWriter _journal;
    private readonly FrameJournal _frames;
    private readonly MarketSocket _market;
    private readonly RecordedWindows _windows;
    private readonly List<FrameTap> _taps = [];
    private readonly List<SocketPump> _pumps = [];
    private readonly DeterministicRandom _random;

    private Recorder(RecorderOptions options, TimeProvider time, HttpPump http, JournalWriter journal)
    {
        _options = options;
        _clock = new Clock(time);
        _http = http;
        _journal = journal;
        _frames = new FrameJournal(journal);

        // Only the pauses between connections come from it.
        _random = new DeterministicRandom((ulong)_clock.Now.Micros);
        _market = new MarketSocket(new MarketSession(new MarketSessionOptions(), new Unheard(), _random.Fork(1)));
        _windows = new RecordedWindows(options.Series, _market);
    }

    /// <summary>Records until stopped, then closes the journal in order.</summary>
    /// <param name="key">With it the user's and the price socket are recorded too; null records public streams.</param>
    /// <exception cref="Storage.Tables.StoreUnavailableException">The journal cannot be begun.</exception>
    /// <exception cref="RecordingRefusedException">The venue gives the wallet no credential.</exception>
    public static async Task<RecordingSummary> RunAsync(RecorderOptions options, PrivateKey? key, TimeProvider time, CancellationToken stop)
    {
        using var http = new HttpPump(new Dictionary<VenueService, Uri> { [VenueService.Clob] = options.Clob, [VenueService.Gamma] = options.Gamma }, time);
        var began = new Clock(time).Now;
        var provenance = new JournalProvenance
        {
            Content = "frames",
            Run = string.Create(CultureInfo.InvariantCulture, $"record-{options.Series.Asset}-{began.Micros}"),
            Source = options.MarketSocket.ToString(),
            Platform = EngineProvenance.Platform,
            Notes = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["series"] = options.Series.Name, ["began"] = began.ToString() },
        };
        using var journal = JournalWriter.Open(new JournalOptions { Directory = options.Directory }, provenance, Guid.NewGuid(), TimeProvider.System);
        return await new Recorder(options, time, http, journal).RunAsync(key, stop);
    }

    private async Task<RecordingSummary> RunAsync(PrivateKey? key, CancellationToken stop)
    {
        Tap(_market, _options.MarketSocket);
        var unheard = new Unheard();
        string[] assets = [_options.Series.Asset];
        var legacy = new RtdsSession(new RtdsSessionOptions { Assets = assets }, unheard, _random.Fork(4));
        legacy.Want(wanted: true);
        Tap(legacy, _options.LegacyPriceSocket);
        var exchanges = new FastPriceSessionOptions { Assets = assets };
        Tap(new FastPriceSession(new BinanceWire(), exchanges, unheard, _random.Fork(5)), _options.BinanceSocket);
        Tap(new FastPriceSession(new CoinbaseWire(), exchanges, unheard, _random.Fork(6)), _options.CoinbaseSocket);
        if (key is not null)
        {
            var credential = await CredentialAsync(key, stop);
            Tap(new UserSession(new UserSessionOptions(), credential, unheard, _random.Fork(2)), _options.UserSocket);
            Tap(new PolyBoltSession(new PolyBoltSessionOptions { Assets = assets }, credential, unheard, _random.Fork(3)), _options.PriceSocket);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        List<Task> running = [.. _pumps.Select(pump => pump.RunAsync(ending.Token)), FlushAsync(ending.Token), FollowWindowsAsync(ending.Token)];
        try
        {
            // A part that fails ends the recording: half a recording that looks whole is worse.
            await await Task.WhenAny(running);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As asked.
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(running).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            _pumps.ForEach(pump => pump.Dispose());
        }

        lock (_gate)
        {
            _frames.Flush();
            return new RecordingSummary(_frames.Frames, _frames.Bytes, _windows.Found, _windows.Resolved, _taps.Sum(tap => tap.Gaps), _journal.Lost);
        }
    }

    private void Tap(ISocketSession session, Uri address)
    {
        var tap = new FrameTap(session, _frames);
        _taps.Add(tap);
        _pumps.Add(new SocketPump(tap, address, _gate, static _ => { }, _clock));
    }

    private async Task FlushAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(FlushPause, stop);
            lock (_gate)
            {
                _frames.Flush();
            }
        }
    }

    private async Task FollowWindowsAsync(CancellationToken stop)
    {
        lock (_gate)
        {
            _windows.Start(_clock.Now);
        }

        while (true)
        {
            List<HttpCall> calls;
            TimeSpan pause;
            lock (_gate)
            {
                _windows.Tick(_clock.Now);
                calls = [.. _windows.Outbox.Calls];
                _windows.Outbox.Clear();
            }

            await Task.WhenAll(calls.Select(call => AskAsync(call, stop)));
            lock (_gate)
            {
                _pumps[0].Arm();
                pause = _clock.Until(_windows.NextDeadline);
            }

            await Task.Delay(pause, _clock.Provider, stop);
        }
    }

    private async Task AskAsync(HttpCall call, CancellationToken stop)
    {
        var outcome = await _http.SendAsync(call, stop);
        lock (_gate)
        {
            var now = _clock.Now;
            if (outcome.Kind == HttpOutcomeKind.Answered)
            {
                _frames.Add(now, FrameEvent.Answer, call.PathAndQuery, outcome.Body.Span);
            }

            _windows.Completed(now, call.Id, outcome);
        }
    }

    /// <summary>The wallet's own credential: the first, which no worker epoch uses.</summary>
    private async Task<ApiCredential> CredentialAsync(PrivateKey key, CancellationToken stop)
    {
        var session = new CredentialSession(key, epoch: 0, create: true);
        var outbox = new HttpOutbox();
        session.Start(_clock.Now, outbox);
        while (session.State == CredentialState.Asking)
        {
            var calls = outbox.Calls.ToList();
            outbox.Clear();
            foreach (var call in calls)
            {
                session.Completed(_clock.Now, call.Id, await _http.SendAsync(call, stop), outbox);
            }

            if (outbox.Calls.Count == 0 && session.State == CredentialState.Asking)
            {
                await Task.Delay(_clock.Until(session.NextDeadline), _clock.Provider, stop);
                session.Tick(_clock.Now, outbox);
            }
        }

        return session.Credential ?? throw new RecordingRefusedException(key.Address.ToString());
    }
}

/// <summary>The venue does not accept the wallet's proof.</summary>
public sealed class RecordingRefusedException(string address)
    : Exception($"The venue refuses the wallet {address}: it gives no API credential for it. Without a key the public streams are recorded.");
