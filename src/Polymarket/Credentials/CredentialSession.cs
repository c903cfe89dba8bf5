using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.Polymarket.Credentials;

/// <summary>How far a <see cref="CredentialSession"/> is.</summary>
public enum CredentialState : byte
{
    NotStarted,
    Asking,

    /// <summary><see cref="CredentialSession.Credential"/> is there.</summary>
    Known,

    /// <summary>The venue has no credential for this epoch (only when it is not to be created).</summary>
    Missing,

    /// <summary>The venue refuses the wallet's proof; asking again does not help.</summary>
    Refused,
}

/// <summary>
/// Gets the credential of one worker epoch: creates it, derives it where it exists already. Transport failures are retried with a
/// doubling pause, because a worker without a credential can do nothing else.
/// </summary>
public sealed class CredentialSession
{
    private static readonly Duration FirstPause = Duration.FromMilliseconds(250);
    private static readonly Duration LongestPause = Duration.FromSeconds(10);

    private readonly TradingWallet _wallet;
    private readonly long _epoch;
    private readonly long _chainId;
    private bool _create;
    private long _callId;
    private Duration _pause = FirstPause;

    /// <param name="epoch">The L1 nonce.</param>
    /// <param name="create">False asks for an earlier epoch's credential only: the takeover's way to the predecessor's orders.</param>
    public CredentialSession(PrivateKey key, long epoch, bool create, long chainId = ExchangeDomain.PolygonChainId)
        : this(new TradingWallet(key), epoch, create, chainId)
    {
    }

    /// <param name="epoch">The L1 nonce.</param>
    /// <param name="create">As above.</param>
    public CredentialSession(TradingWallet wallet, long epoch, bool create, long chainId = ExchangeDomain.PolygonChainId)
    {
        _wallet = wallet;
        _epoch = epoch;
        _create = create;
        _chainId = chainId;
    }

    public CredentialState State { get; private set; }

    public ApiCredential? Credential { get; private set; }

    public Timestamp NextDeadline { get; private set; } = Timestamp.Never;

    public void Start(Timestamp now, HttpOutbox outbox) => Ask(now, outbox);

    /// <summary>Takes the outcome of a call; false when it is not this session's.</summary>
    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox)
    {
        if (callId != _callId || State != CredentialState.Asking)
        {
            return false;
        }

        _callId = 0;
        if (outcome.IsSuccess && CredentialAnswer.TryRead(outcome.Body.Span, out var credential))
        {
            Credential = credential;
            State = CredentialState.Known;
        }
        else if (outcome.Kind == HttpOutcomeKind.Answered && outcome.Status is 400 or 404 && _create)
        {
            // Refused for this nonce: it exists already.
            _create = false;
            Ask(now, outbox);
        }
        else if (outcome.Kind == HttpOutcomeKind.Answered && outcome.Status is 400 or 404)
        {
            State = CredentialState.Missing;
        }
        else if (outcome.Kind == HttpOutcomeKind.Answered && outcome.Status is 401 or 403)
        {
            State = CredentialState.Refused;
        }
        else
        {
            NextDeadline = now + _pause;
            _pause = _pause * 2 > LongestPause ? LongestPause : _pause * 2;
        }

        return true;
    }

    public void Tick(Timestamp now, HttpOutbox outbox)
    {
        if (State == CredentialState.Asking && now >= NextDeadline)
        {
            Ask(now, outbox);
        }
    }

    private void Ask(Timestamp now, HttpOutbox outbox)
    {
        State = CredentialState.Asking;
        NextDeadline = Timestamp.Never;
        _callId = outbox.NextId();
        outbox.Add(_create
            ? CredentialRequests.Create(_callId, now, _wallet, _epoch, _chainId)
            : CredentialRequests.Derive(_callId, now, _wallet, _epoch, _chainId));
    }
}
