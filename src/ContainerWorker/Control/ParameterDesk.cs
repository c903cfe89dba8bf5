using System.Buffers;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Parameters;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Control;

/// <summary>
/// Takes people's requests to the engine as one journaled input each. The engine's own list of changes in force is the only memory,
/// so that a replay shows the same.
/// </summary>
internal sealed class ParameterDesk(EngineDriver driver, INodeObserver observer)
{
    private const int MaximumReason = 500;

    /// <summary>A setting is a key and a number: longer texts, or more of them than there are settings, are no requests.</summary>
    private const int MaximumSetting = 200;

    private const int MaximumSettings = 200;

    /// <summary>Asked for this long ago, a market's set is of a window that has ended: the longest are an hour, and wait two for a winner.</summary>
    private static readonly Duration MarketsLast = Duration.FromSeconds(4 * 3_600);

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    private readonly StrategySettings _settings = new(driver.Engine.Options.Parameters);

    /// <summary>Changes the parameters, or says by name what is wrong and changes nothing.</summary>
    public IReadOnlyList<string> Change(Timestamp now, ParameterRequest request)
    {
        var errors = Check(request);
        if (errors.Count > 0)
        {
            return errors;
        }

        var standing = Standing(request.Scope, request.Key, request.Group);
        var settings = StrategySettings.Join(request.Reset || standing is null ? [] : standing.Settings, request.Settings);
        var change = new ParameterChange
        {
            Scope = request.Scope,
            Key = request.Key,
            Group = request.Group,
            AtOnce = request.AtOnce,
            Settings = settings,
            Why = request.Reason,
            Asked = now,
        };
        Put(now, change, standing is not null, errors);
        return errors;
    }

    /// <summary>What was in force before a restart, except for markets that are long gone.</summary>
    /// <returns>What could not be taken, by name; the rest is in force.</returns>
    public IReadOnlyList<string> Restore(Timestamp now, IReadOnlyList<ParameterChange> changes)
    {
        var errors = new List<string>();
        foreach (var change in changes)
        {
            if (change.Scope != ParameterScope.Market || now - change.Asked < MarketsLast)
            {
                Put(now, change, isStanding: false, errors);
            }
        }

        return errors;
    }

    private void Put(Timestamp now, ParameterChange change, bool isStanding, List<string> errors)
    {
        var set = _settings.With(change.Settings, errors);
        if (errors.Count == 0 && change.Settings.Count > 0 && !isStanding && driver.Engine.ParameterChanges.Count >= ParameterChange.MostInForce)
        {
            errors.Add($"{ParameterChange.MostInForce} sets are in force, which is all there is room for; reset one first.");
        }

        List<ParameterChange> kept = [.. driver.Engine.ParameterChanges.Where(standing => !IsFor(standing, change.Scope, change.Key, change.Group)), change];
        if (errors.Count == 0 && ParametersRow.TextOf(kept).Length > TableLimits.ValueCharactersMaximum)
        {
            errors.Add($"the settings in force would be more than {TableLimits.ValueCharactersMaximum} characters, which is all that is kept over a restart; reset some first.");
        }

        if (errors.Count > 0)
        {
            return;
        }

        driver.Engine.OnParameters(now, change with { Parameters = change.Settings.Count == 0 ? null : set }, driver.Effects);
        observer.Noted(now, NodeNote.Parameters, $"{NameOf(change)}: {(change.Settings.Count == 0 ? "reset" : string.Join(' ', change.Settings))} ({change.Why})");
    }

    private ParameterChange? Standing(ParameterScope scope, string key, ParameterGroup? group) => driver.Engine.ParameterChanges.FirstOrDefault(change => IsFor(change, scope, key, group));

    private static bool IsFor(ParameterChange change, ParameterScope scope, string key, ParameterGroup? group) =>
        change.Scope == scope && change.Group == group && change.Key.Equals(key, StringComparison.OrdinalIgnoreCase);

    private static List<string> Check(ParameterRequest request)
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > MaximumReason)
        {
            errors.Add($"reason must say why, in 1 to {MaximumReason} characters.");
        }

        if (request.Settings.Count == 0 && !request.Reset)
        {
            errors.Add("settings is empty; give key=value, or reset.");
        }

        if (request.Settings.Count > MaximumSettings || request.Settings.Any(setting => setting is null || setting.Length > MaximumSetting))
        {
            errors.Add($"settings holds {request.Settings.Count} texts; allowed are {MaximumSettings} of at most {MaximumSetting} characters.");
        }

        var isKeyRight = request.Scope switch
        {
            ParameterScope.All => request.Key.Length == 0,
            ParameterScope.Series => IsSeries(request.Key),
            ParameterScope.Market => IsCondition(request.Key),
            _ => false,
        };
        if (!isKeyRight)
        {
            errors.Add($"key is '{request.Key}'; scope {request.Scope} needs {Needed(request.Scope)}.");
        }

        return errors;
    }

    private static string Needed(ParameterScope scope) => scope switch
    {
        ParameterScope.All => "none",
        ParameterScope.Series => "a series such as btc-5m",
        ParameterScope.Market => "a condition id, 0x and 64 hexadecimal digits",
        _ => "to be All, Series or Market",
    };

    private static string NameOf(ParameterChange change) =>
        (change.Scope == ParameterScope.All ? "all markets" : change.Key) + (change.Group is { } group ? $" of group {group}" : "");

    private static bool IsSeries(string key) => key.Split('-') is [{ Length: > 0 and <= 12 } asset, var interval] && WindowIntervals.Parse(interval) is not null && asset.All(char.IsAsciiLetterOrDigit);

    private static bool IsCondition(string key) => key.Length == 66 && key.StartsWith("0x", StringComparison.Ordinal) && key.AsSpan(2).IndexOfAnyExcept(Hexadecimal) < 0;
}
