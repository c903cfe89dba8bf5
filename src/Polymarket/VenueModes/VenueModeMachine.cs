using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;

namespace PolyCloud.Polymarket.VenueModes;

/// <summary>What is learned about the venue's matching engine.</summary>
public enum VenueModeInput : byte
{
    /// <summary>425: it restarts.</summary>
    RestartAnswer,

    /// <summary>503 with code <c>post_only_mode</c>.</summary>
    PostOnlyAnswer,

    /// <summary>503 whose text says cancel-only.</summary>
    CancelOnlyAnswer,

    /// <summary>503 whose text says that trading is disabled.</summary>
    DisabledAnswer,

    /// <summary>The time of the present mode is over.</summary>
    DeadlinePassed,
}

/// <summary>
/// What the venue lets us do now. The matching engine's mode moves by the table; the region and the account's closed-only state
/// are asked elsewhere and only ever restrict further.
/// </summary>
/// <remarks>
/// A pause ends by time, not by a probe: the mode moves to post-only, where the next order is the probe and another refusal moves
/// it back with a doubled pause. After every restart the venue takes only post-only orders for two minutes.
/// </remarks>
public sealed class VenueModeMachine
{
    private static readonly Duration FirstPause = Duration.FromSeconds(1);
    private static readonly Duration LongestPause = Duration.FromSeconds(30);
    private static readonly Duration PostOnlySpan = Duration.FromSeconds(120);

    /// <summary>The venue's 503 texts say no time; operators resume by hand, so asking twice a minute is enough.</summary>
    private static readonly Duration StoppedSpan = Duration.FromSeconds(30);

    /// <summary>Rows: the mode; columns: the input, in the order of <see cref="VenueModeInput"/>.</summary>
    private static readonly VenueMode[,] Table =
    {
        /* Normal     */ { VenueMode.Restarting, VenueMode.PostOnly, VenueMode.CancelOnly, VenueMode.Disabled, VenueMode.Normal },
        /* Restarting */ { VenueMode.Restarting, VenueMode.PostOnly, VenueMode.CancelOnly, VenueMode.Disabled, VenueMode.PostOnly },
        /* PostOnly   */ { VenueMode.Restarting, VenueMode.PostOnly, VenueMode.CancelOnly, VenueMode.Disabled, VenueMode.Normal },
        /* CancelOnly */ { VenueMode.Restarting, VenueMode.PostOnly, VenueMode.CancelOnly, VenueMode.Disabled, VenueMode.PostOnly },
        /* Disabled   */ { VenueMode.Restarting, VenueMode.PostOnly, VenueMode.CancelOnly, VenueMode.Disabled, VenueMode.PostOnly },
    };

    private VenueMode _engine = VenueMode.Normal;
    private bool _blocked;
    private bool _closedOnly;
    private Duration _pause = FirstPause;

    /// <summary>The strictest of what is known.</summary>
    public VenueMode Mode =>
        _blocked ? VenueMode.Geoblocked
        : _engine is VenueMode.Restarting or VenueMode.CancelOnly or VenueMode.Disabled ? _engine
        : _closedOnly ? VenueMode.ClosedOnly
        : _engine;

    public Timestamp NextDeadline { get; private set; } = Timestamp.Never;

    /// <summary>Reads a refusal by its HTTP status and text; false where it says nothing about the mode.</summary>
    public bool Answered(Timestamp now, int status, in VenueError error, int retryAfterSeconds)
    {
        VenueModeInput? input = status switch
        {
            425 => VenueModeInput.RestartAnswer,
            503 when error.IsPostOnlyMode => VenueModeInput.PostOnlyAnswer,
            503 when error.Text.Contains("cancel-only", StringComparison.OrdinalIgnoreCase) => VenueModeInput.CancelOnlyAnswer,
            503 when error.Text.Contains("disabled", StringComparison.OrdinalIgnoreCase) => VenueModeInput.DisabledAnswer,
            _ => null,
        };
        if (input is { } known)
        {
            Apply(now, known, Math.Max(retryAfterSeconds, error.RetryAfterSeconds));
        }

        return input is not null;
    }

    /// <summary>Moves by the table.</summary>
    /// <param name="retryAfterSeconds">What the venue asked for, or 0.</param>
    public void Apply(Timestamp now, VenueModeInput input, int retryAfterSeconds = 0)
    {
        var before = _engine;
        _engine = Table[(int)before, (int)input];
        var asked = Duration.FromSeconds(retryAfterSeconds);
        switch (_engine)
        {
            case VenueMode.Normal:
                _pause = FirstPause;
                NextDeadline = Timestamp.Never;
                break;
            case VenueMode.Restarting:
                // Several answers of one restart are one refusal: only a refusal after a pause doubles it.
                if (before != VenueMode.Restarting)
                {
                    NextDeadline = now + (asked > _pause ? asked : _pause);
                    _pause = _pause * 2 > LongestPause ? LongestPause : _pause * 2;
                }
                else
                {
                    NextDeadline = Timestamp.Later(NextDeadline, now + asked);
                }

                break;
            default:
                NextDeadline = now + (asked > Duration.Zero ? asked : _engine == VenueMode.PostOnly ? PostOnlySpan : StoppedSpan);
                break;
        }
    }

    public void Tick(Timestamp now)
    {
        if (now >= NextDeadline)
        {
            Apply(now, VenueModeInput.DeadlinePassed);
        }
    }

    /// <summary>The geoblock check's answer; an ambiguous one counts as blocked.</summary>
    public void RegionChecked(bool blocked) => _blocked = blocked;

    /// <summary>Whether the account may only reduce positions.</summary>
    public void ClosedOnlyChecked(bool closedOnly) => _closedOnly = closedOnly;
}
