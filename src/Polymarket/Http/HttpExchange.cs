using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Http;

/// <summary>Which of the venue's services a call goes to; the address of each is a setting.</summary>
public enum VenueService : byte
{
    Clob,
    Gamma,

    /// <summary>Sends transactions of proxy wallets, Safes and deposit wallets and pays their gas.</summary>
    Relayer,

    /// <summary>The first of up to three JSON-RPC endpoints of the chain. Their addresses may carry a key, so calls to them have no path.</summary>
    FirstNode,
    SecondNode,
    ThirdNode,

    /// <summary>Public trades, activity, positions.</summary>
    Data,

    /// <summary>The web site: its geoblock answer.</summary>
    Site,
}

/// <summary>One HTTP request, complete: the very bytes that were signed. Built by protocol code, sent by a pump.</summary>
public sealed record HttpCall
{
    public static readonly Duration DefaultTimeout = Duration.FromSeconds(5);

    /// <summary>The caller's number; the outcome comes back under it.</summary>
    public required long Id { get; init; }

    public required VenueService Service { get; init; }

    /// <summary>Upper case: GET, POST, DELETE.</summary>
    public required string Method { get; init; }

    /// <summary>Path with the leading slash, and the query where there is one.</summary>
    public required string PathAndQuery { get; init; }

    /// <summary>Header names and values beside the content type.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The JSON body, empty where none is sent.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>After this long without an answer the outcome is <see cref="HttpOutcomeKind.TimedOut"/>.</summary>
    public Duration Timeout { get; init; } = DefaultTimeout;
}

/// <summary>How an HTTP call ended.</summary>
public enum HttpOutcomeKind : byte
{
    /// <summary>An answer with a status code came.</summary>
    Answered,

    /// <summary>No connection was made: nothing was sent.</summary>
    NotSent,

    /// <summary>Sent, but no whole answer came in time: the effect at the venue is not known.</summary>
    TimedOut,
}

/// <summary>The outcome of an <see cref="HttpCall"/>.</summary>
public readonly struct HttpOutcome
{
    public required HttpOutcomeKind Kind { get; init; }

    public int Status { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Seconds of the Retry-After header, or 0.</summary>
    public int RetryAfterSeconds { get; init; }

    /// <summary>The signer's budget as the answer tells it.</summary>
    public RateLimitHeaders RateLimit { get; init; }

    public bool IsSuccess => Kind == HttpOutcomeKind.Answered && Status is >= 200 and < 300;
}
