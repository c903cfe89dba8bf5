namespace PolyCloud.Scenarios;

/// <summary>
/// A story told in real time with several processes at many times the clock's speed: a machine that is busy for a second tells another
/// one. The same stories are told under virtual time by tests that always run; these need the switch and a quiet machine.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealTimeFactAttribute : FactAttribute
{
    public const string Variable = "POLYCLOUD_REAL_TIME_LIVES";

    public RealTimeFactAttribute()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            Skip = $"Needs a quiet machine; set {Variable} to run it.";
        }
    }
}
