namespace PolyCloud.Research.Tests.FaultReactions;

/// <summary>Says which fault of the simulated venue a test shows the node's reaction to.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReactionToAttribute(string fault) : Attribute
{
    public string Fault { get; } = fault;
}
