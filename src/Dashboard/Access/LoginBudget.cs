using System.Net;
using System.Net.Sockets;

namespace PolyCloud.Dashboard.Access;

/// <summary>
/// How often keys may be tried. Each address has a bucket, and all addresses together another; both fill evenly. A key that is one of ours
/// gives its try back. An address from which somebody came in lately is not held up by what others try, so that nobody can be kept out
/// by a flood from elsewhere.
/// </summary>
internal sealed class LoginBudget(TimeProvider time)
{
    /// <summary>A person mistypes a few times; guessing 128 bits at this pace never ends.</summary>
    public const int TriesOfAddress = 10;

    /// <summary>All addresses in a minute.</summary>
    public const int TriesOfAll = 60;

    /// <summary>Buckets remembered, some hundred bytes each. When all are taken the one used longest ago makes room; the bucket of all still counts.</summary>
    public const int MaximumAddresses = 1_024;

    private static readonly TimeSpan FillsWithin = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private Bucket _all = new(TriesOfAll, time.GetTimestamp());

    /// <summary>Takes one try.</summary>
    public LoginTry Take(IPAddress? address)
    {
        lock (_gate)
        {
            var (name, now) = (NameOf(address), time.GetTimestamp());
            var own = Known(name, now);
            var all = Filled(_all, TriesOfAll, now);
            var isShort = own.Tokens < 1 || (!own.CameIn && all.Tokens < 1);
            if (isShort)
            {
                var wait = own.Tokens < 1 ? WaitOf(own, TriesOfAddress) : WaitOf(all, TriesOfAll);
                var isFirst = own.Tokens < 1 ? !own.WasRefused : !all.WasRefused;
                (_buckets[name], _all) = (own with { WasRefused = own.WasRefused || own.Tokens < 1 }, all with { WasRefused = all.WasRefused || all.Tokens < 1 });
                return new LoginTry(false, wait, isFirst);
            }

            _buckets[name] = own with { Tokens = own.Tokens - 1, WasRefused = false };
            _all = own.CameIn ? all : all with { Tokens = all.Tokens - 1, WasRefused = false };
            return new LoginTry(true, 0, false);
        }
    }

    /// <summary>The key was one of ours.</summary>
    public void GiveBack(IPAddress? address)
    {
        lock (_gate)
        {
            var own = Known(NameOf(address), time.GetTimestamp());
            _all = own.CameIn ? _all : _all with { Tokens = Math.Min(TriesOfAll, _all.Tokens + 1) };
            _buckets[NameOf(address)] = own with { Tokens = Math.Min(TriesOfAddress, own.Tokens + 1), CameIn = true };
        }
    }

    private static int WaitOf(Bucket bucket, int capacity) => (int)Math.Ceiling((1 - bucket.Tokens) * FillsWithin.TotalSeconds / capacity);

    /// <summary>Who has one address of version 6 has the 64 bits behind it too.</summary>
    private static string NameOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private Bucket Known(string name, long now)
    {
        if (_buckets.TryGetValue(name, out var known))
        {
            return Filled(known, TriesOfAddress, now);
        }

        if (_buckets.Count >= MaximumAddresses)
        {
            _buckets.Remove(_buckets.MinBy(static entry => (entry.Value.CameIn, entry.Value.At)).Key);
        }

        return new Bucket(TriesOfAddress, now);
    }

    private Bucket Filled(Bucket bucket, int capacity, long now) =>
        bucket with { Tokens = Math.Min(capacity, bucket.Tokens + (time.GetElapsedTime(bucket.At, now) / FillsWithin * capacity)), At = now };

    /// <param name="CameIn">Somebody logged in from there.</param>
    /// <param name="WasRefused">Since a try was last admitted.</param>
    private readonly record struct Bucket(double Tokens, long At, bool CameIn = false, bool WasRefused = false);
}

/// <summary>Whether a key is looked at.</summary>
/// <param name="RetryAfterSeconds">Until the next one is.</param>
/// <param name="IsFirstRefusal">Since a try was admitted: this one is written down, a flood is not.</param>
internal readonly record struct LoginTry(bool IsAdmitted, int RetryAfterSeconds, bool IsFirstRefusal);
