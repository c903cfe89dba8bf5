using Microsoft.Extensions.Logging;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Api.Keys;

/// <summary>
/// The keys as the running worker knows them. Reads the file again when it changed, at most once a second. A file that cannot be read
/// lets nobody in; once there was a key, one is asked for until the process ends, whatever happens to the file.
/// </summary>
internal sealed class KeyRing
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly ApiKeyFile _file;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private Dictionary<string, ApiCaller> _callers = new(StringComparer.Ordinal);
    private DateTime _changed;
    private long _lookedAt;

    public KeyRing(ApiKeyFile file, TimeProvider time, ILogger log)
    {
        (_file, _time, _log) = (file, time, log);
        _lookedAt = time.GetTimestamp();
        Read();
    }

    /// <summary>Nobody is served without a key.</summary>
    public bool RequiresKey { get; private set; }

    /// <summary>Null where the key is none of ours.</summary>
    public ApiCaller? Find(string presented)
    {
        Look();
        return presented.Length is >= ApiKeyEntry.MinimumLength and <= ApiKeyEntry.MaximumLength
            ? Volatile.Read(ref _callers).GetValueOrDefault(ApiKeyEntry.HashOf(presented))
            : null;
    }

    /// <summary>Whether somebody who showed a key before would still be let in with it.</summary>
    public bool Knows(ApiCaller caller)
    {
        Look();
        return Volatile.Read(ref _callers).ContainsValue(caller);
    }

    public void Look()
    {
        lock (_gate)
        {
            if (_time.GetElapsedTime(_lookedAt) < LookEvery)
            {
                return;
            }

            _lookedAt = _time.GetTimestamp();
            if (_file.Changed != _changed)
            {
                Read();
            }
        }
    }

    private void Read()
    {
        var callers = new Dictionary<string, ApiCaller>(StringComparer.Ordinal);
        _changed = _file.Changed;
        RequiresKey |= _file.Exists;
        try
        {
            foreach (var key in _file.Read())
            {
                callers[key.Sha256] = new ApiCaller(key.Name, key.Role);
            }
        }
        catch (StoreUnavailableException problem)
        {
            _log.LogError(problem, "the API's key file cannot be read: nobody is let in");
        }

        Volatile.Write(ref _callers, callers);
    }
}
