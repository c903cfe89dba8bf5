namespace PolyCloud.Orchestrations.Port;

/// <summary>One call of an activity.</summary>
/// <param name="InstanceId">Who called; with <paramref name="Id"/> the key by which the activity knows a repeated call.</param>
/// <param name="Run">The run of the instance, from 1.</param>
/// <param name="Id">The call's number within the run.</param>
/// <param name="Input">JSON.</param>
public sealed record ActivityCall(string InstanceId, int Run, int Id, string Activity, string Input);

/// <summary>
/// The activities a runtime can run, by name. Each runs at least once and must be idempotent by its call's instance, run and number.
/// </summary>
public sealed class ActivityCatalog
{
    private readonly Dictionary<string, Func<ActivityCall, CancellationToken, Task<string>>> _activities = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _activities.Keys;

    /// <exception cref="ArgumentException">The name is taken.</exception>
    public ActivityCatalog Add<TInput, TResult>(string name, Func<ActivityCall, TInput, CancellationToken, Task<TResult>> activity)
    {
        _activities.Add(name, async (call, cancellation) =>
        {
            var input = Payload.Read<TInput>(call.Input)
                ?? throw new ArgumentException($"The activity {name} was called without an input.", nameof(call));
            return Payload.Write(await activity(call, input, cancellation));
        });
        return this;
    }

    /// <summary>Runs the call to its result as JSON.</summary>
    /// <exception cref="KeyNotFoundException">No such activity.</exception>
    public Task<string> RunAsync(ActivityCall call, CancellationToken cancellation) =>
        _activities.TryGetValue(call.Activity, out var activity)
            ? activity(call, cancellation)
            : throw new KeyNotFoundException($"There is no activity '{call.Activity}'.");
}
