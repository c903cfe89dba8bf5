namespace PolyCloud.Engine;

/// <summary>Settings of the engine.</summary>
public sealed record EngineOptions
{
}
