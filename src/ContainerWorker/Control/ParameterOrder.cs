using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Parameters;

namespace PolyCloud.ContainerWorker.Control;

/// <summary>A <see cref="ParameterRequest"/> as it is written in JSON: <c>{"settings":["key=value"],"scope":"series","key":"btc-5m","reason":"…"}</c>.</summary>
public sealed record ParameterOrder
{
    public IReadOnlyList<string>? Settings { get; init; }

    /// <summary>all (default), series or market.</summary>
    public string? Scope { get; init; }

    public string? Key { get; init; }

    /// <summary>A or B; none for both.</summary>
    public string? Group { get; init; }

    public bool AtOnce { get; init; }

    public bool Reset { get; init; }

    public string? Reason { get; init; }

    /// <returns>What is wrong, or null.</returns>
    public string? Read(out ParameterRequest request)
    {
        request = new ParameterRequest();
        if (!Words.TryRead<ParameterScope>(Scope ?? "all", out var scope))
        {
            return $"scope is '{Scope}'; allowed is all, series or market.";
        }

        var group = default(ParameterGroup);
        if (Group is not null && !Words.TryRead(Group, out group))
        {
            return $"group is '{Group}'; allowed is A or B.";
        }

        request = new ParameterRequest
        {
            Settings = Settings ?? [],
            Scope = scope,
            Key = Key ?? "",
            Group = Group is null ? null : group,
            AtOnce = AtOnce,
            Reset = Reset,
            Reason = Reason ?? "",
        };
        return null;
    }
}
