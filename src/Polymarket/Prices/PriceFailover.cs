using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Prices;

/// <summary>
/// Chooses between two sources of the oracle's prices: the first leads; when it is silent or refused the second is asked for and
/// leads; when the first has been healthy for a while it leads again. The owner hears one source at a time and never both,
/// because two relays of one oracle differ by their delay.
/// </summary>
/// <param name="assets">Those whose spot price must come.</param>
/// <param name="owner">Hears the leading source.</param>
/// <param name="wantSecond">Told true when the second source is needed, false when it is not any more.</param>
public sealed class PriceFailover(PriceFailoverOptions options, IReadOnlyList<string> assets, IPriceEvents owner, Action<bool> wantSecond)
{
    private readonly Timestamp[] _heard = new Timestamp[assets.Count];
    private Listener? _first;
    private Listener? _second;
    private Timestamp _healthySince = Timestamp.Never;
    private bool _toldConnected;

    /// <summary>To be given to the first source.</summary>
    public IPriceEvents First => _first ??= new Listener(this, isFirst: true);

    /// <summary>To be given to the second source.</summary>
    public IPriceEvents Second => _second ??= new Listener(this, isFirst: false);

    /// <summary>The second source leads, or is being asked for.</summary>
    public bool IsOnSecond { get; private set; }

    /// <summary>Times the first source was left.</summary>
    public long Switches { get; private set; }

    public Timestamp NextDeadline => !IsOnSecond ? SilentAt
        : _healthySince.IsNever ? Timestamp.Never
        : Timestamp.Earlier(SilentAt, _healthySince + options.Probation);

    private IPriceEvents Owner => owner;

    private Timestamp SilentAt
    {
        get
        {
            var oldest = Timestamp.Never;
            foreach (var heard in _heard)
            {
                oldest = Timestamp.Earlier(oldest, heard);
            }

            return oldest + options.Patience;
        }
    }

    public void Start(Timestamp now) => Array.Fill(_heard, now);

    public void Tick(Timestamp now)
    {
        if (!IsOnSecond)
        {
            if (now >= SilentAt)
            {
                TakeSecond(now, "the first source is silent");
            }
        }
        else if (now >= SilentAt)
        {
            _healthySince = Timestamp.Never;
        }
        else if (!_healthySince.IsNever && now >= _healthySince + options.Probation)
        {
            TakeFirst(now);
        }
    }

    private void TakeSecond(Timestamp now, string why)
    {
        IsOnSecond = true;
        Switches++;
        _healthySince = Timestamp.Never;
        TellLost(now, why);
        wantSecond(true);
    }

    private void TakeFirst(Timestamp now)
    {
        IsOnSecond = false;
        _healthySince = Timestamp.Never;
        TellConnected(now);
        wantSecond(false);
    }

    private void FirstHeard(Timestamp now, string asset, OracleSource source)
    {
        var index = IndexOf(asset);
        if (source != OracleSource.Spot || index < 0)
        {
            return;
        }

        _heard[index] = now;
        if (IsOnSecond && _healthySince.IsNever && now < SilentAt)
        {
            _healthySince = now;
        }
    }

    private int IndexOf(string asset)
    {
        for (var index = 0; index < assets.Count; index++)
        {
            if (assets[index] == asset)
            {
                return index;
            }
        }

        return -1;
    }

    private void Lost(Timestamp now, bool isFirst, string why)
    {
        if (isFirst)
        {
            _healthySince = Timestamp.Never;
        }

        if (isFirst != IsOnSecond)
        {
            TellLost(now, why);
        }
    }

    private void Refused(Timestamp now, string code)
    {
        owner.Refused(now, code);
        if (!IsOnSecond)
        {
            TakeSecond(now, "the first source refuses: " + code);
        }
    }

    private void TellConnected(Timestamp now)
    {
        if (!_toldConnected)
        {
            _toldConnected = true;
            owner.Connected(now);
        }
    }

    private void TellLost(Timestamp now, string why)
    {
        if (_toldConnected)
        {
            _toldConnected = false;
            owner.ContinuityLost(now, why);
        }
    }

    private sealed class Listener(PriceFailover failover, bool isFirst) : IPriceEvents
    {
        private bool Leads => isFirst != failover.IsOnSecond;

        public void Price(Timestamp now, string asset, in OracleTick tick)
        {
            if (isFirst)
            {
                failover.FirstHeard(now, asset, tick.Source);
            }

            if (Leads)
            {
                failover.Owner.Price(now, asset, tick);
            }
        }

        public void Connected(Timestamp now)
        {
            if (Leads)
            {
                failover.TellConnected(now);
            }
        }

        public void ContinuityLost(Timestamp now, string why) => failover.Lost(now, isFirst, why);

        public void Refused(Timestamp now, string code)
        {
            if (isFirst)
            {
                failover.Refused(now, code);
            }
        }

        public void FrameSkipped(Timestamp now, FrameFault fault) => failover.Owner.FrameSkipped(now, fault);
    }
}
