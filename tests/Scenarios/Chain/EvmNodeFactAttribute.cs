namespace PolyCloud.Scenarios.Chain;

/// <summary>A test that is skipped, with the reason, where the EVM node is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EvmNodeFactAttribute : FactAttribute
{
    public EvmNodeFactAttribute()
    {
        if (!File.Exists(EvmNode.Program))
        {
            Skip = "The EVM node is not installed: run 'npm ci' in tools/anvil (./polycloud test does it).";
        }
    }
}
