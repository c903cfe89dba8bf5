namespace PolyCloud.Scenarios.ControlPlane;

/// <summary>A test of a quarter of an hour and more, run where its variable is set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EveryWriteFactAttribute : FactAttribute
{
    public EveryWriteFactAttribute()
    {
        if (Environment.GetEnvironmentVariable(ControlPlaneScenarios.EveryWriteVariable) is null)
        {
            Skip = $"Takes long; set {ControlPlaneScenarios.EveryWriteVariable} to run it.";
        }
    }
}
