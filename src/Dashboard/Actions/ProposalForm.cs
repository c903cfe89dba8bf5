using Microsoft.AspNetCore.Http;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Parameters;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.Dashboard.Actions;

/// <summary>A proposal as a person typed it, or what is wrong with it. Keys and ranges are the command's to judge.</summary>
internal readonly record struct ProposalForm(ParameterProposalRequest? Request, string Field, string Problem)
{
    /// <summary>Of one proposal, as the command takes them.</summary>
    private const int MaximumSettings = 64;

    public static ProposalForm Read(IFormCollection form)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in form["settings"].ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } key, { Length: > 0 } value])
            {
                return Wrong("settings", $"'{line}' is not of the form key=value");
            }

            settings[key] = value;
        }

        if (settings.Count is 0 or > MaximumSettings)
        {
            return Wrong("settings", $"there are {settings.Count}; allowed are 1 to {MaximumSettings}, one a line, as key=value");
        }

        if (!Enum.TryParse<ParameterScope>(form["scope"].ToString(), ignoreCase: true, out var scope) || !Enum.IsDefined(scope))
        {
            return Wrong("scope", "allowed is all, series or market");
        }

        return form["why"].ToString().Trim() is { Length: > 0 and <= 500 } why
            ? new(new ParameterProposalRequest(scope, form["key"].ToString().Trim(), GroupOf(form["group"].ToString()), form["atOnce"].ToString() == "on", settings, why), "", "")
            : Wrong("why", "say why in 1 to 500 characters, for the person who approves");
    }

    private static ParameterGroup? GroupOf(string text) => Enum.TryParse<ParameterGroup>(text, ignoreCase: true, out var group) && Enum.IsDefined(group) ? group : null;

    private static ProposalForm Wrong(string field, string problem) => new(null, field, problem);
}
