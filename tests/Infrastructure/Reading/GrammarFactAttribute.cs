namespace PolyCloud.Infrastructure.Reading;

/// <summary>A test that needs the Bicep grammar, and the facts about Azure where it says so; reported as skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GrammarFactAttribute : FactAttribute
{
    public GrammarFactAttribute() => Skip = WhyAbsent(needsFacts: false);

    /// <summary>Whether the declarations of resource types and of azure.yaml are compared with.</summary>
    public bool NeedsFacts
    {
        get => false;
        init => Skip = WhyAbsent(value);
    }

    private static string? WhyAbsent(bool needsFacts) =>
        !Directory.Exists(Repository.Of("tools", "bicep", "node_modules", "web-tree-sitter")) ? "The Bicep grammar is not installed: npm ci in tools/bicep."
        : needsFacts && !Directory.Exists(Repository.Shared) ? $"The facts about Azure ({Repository.Shared}) are not on this machine."
        : null;
}
